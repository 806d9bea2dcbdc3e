import { publishOwnSheet } from '#tests/e2e/own-sheet.ts'
import { openInStudio, publishInStudio, replaceInText } from '#tests/e2e/studio-form.ts'
import { expect, OPEN_MS_MAX, test } from '#tests/e2e/studio-test.ts'

test.describe.configure({ timeout: 360_000 })

const FIGURE = 'observation-pe-coca-cultivation-2014-pe-inl-2015'

test('A figure is put into a sentence while it is written: found by words, and shown as its source has it', async ({
  editor,
  visitor,
  content,
}) => {
  const sheet = await publishOwnSheet(content, 'written', 'In 2014 HERE grew in Peru.')
  const page = await editor()
  await openInStudio(page, sheet.id, 'factSheet', 'sections[_key=="one"].body')
  const chosen = page.getByRole('combobox', { name: 'Figure' })
  await expect(async () => {
    if (await chosen.isVisible()) return
    if ((await page.getByTestId('pt-editor').first().innerText()).includes('HERE')) await replaceInText(page, 'HERE', ' ')
    await page.getByRole('button', { name: 'Insert Figure (inline)' }).click({ timeout: 5000 })
    await expect(chosen).toBeVisible({ timeout: 20_000 })
  }).toPass({ timeout: OPEN_MS_MAX })
  await chosen.fill('peru coca 2014')
  await page
    .getByRole('option', { name: /46,500/ })
    .first()
    .click({ timeout: OPEN_MS_MAX })
  await expect.poll(async () => JSON.stringify(await content.getDocument(`drafts.${sheet.id}`))).toContain(FIGURE)
  await page.keyboard.press('Escape')
  await publishInStudio(page)

  const reader = await visitor()
  await reader.goto(sheet.path)
  await expect(reader.getByRole('main')).toContainText('46,500 hectares')
  await expect(reader.getByRole('main')).toContainText('grew in Peru.')
})
