import { publishOwnSheet } from '#tests/e2e/own-sheet.ts'
import { openInStudio, publishInStudio, replaceInText } from '#tests/e2e/studio-form.ts'
import { expect, OPEN_MS_MAX, test } from '#tests/e2e/studio-test.ts'

test.describe.configure({ timeout: 360_000 })

/** Two sources say it. */
const FIGURE = /"observation-pe-coca-cultivation-2014-/

test('A figure is put into a sentence while it is written: found by words, and shown as its source has it', async ({
  editor,
  visitor,
  content,
}) => {
  const sheet = await publishOwnSheet(content, 'written', 'In 2014 HERE grew in Peru.')
  const institution = (await content.getDocument('fact-sheet-peru'))?.['institution']
  await content.patch(sheet.id).set({ institution, summary: 'A sheet of a test, in which a figure is put.' }).commit()
  const page = await editor()
  await openInStudio(page, sheet.id, 'factSheet', 'sections[_key=="one"].body')
  await replaceInText(page, 'HERE', 'some coca')
  const draft = async () => JSON.stringify(await content.getDocument(`drafts.${sheet.id}`))
  await expect.poll(draft).toContain('some coca')
  const chosen = page.getByRole('combobox', { name: 'Figure' })
  await expect(async () => {
    if (await chosen.isVisible()) return
    await page.getByRole('button', { name: 'Insert Figure (inline)' }).click({ timeout: 5000 })
    await expect(chosen).toBeVisible({ timeout: 20_000 })
  }).toPass({ timeout: OPEN_MS_MAX })
  // Not an option of how it is written, which are there too.
  const found = page
    .getByRole('option')
    .or(page.getByRole('button'))
    .filter({ hasText: /Peru/ })
    .filter({ hasText: /46,500/ })
    .filter({ visible: true })
  await expect(async () => {
    await chosen.fill('peru coca 2014')
    await found.first().click({ timeout: 15_000 })
  }).toPass({ timeout: OPEN_MS_MAX })
  await expect.poll(draft).toMatch(FIGURE)
  await page.keyboard.press('Escape')
  await publishInStudio(page)

  const reader = await visitor()
  await reader.goto(sheet.path)
  await expect(reader.getByRole('main')).toContainText('46,500 hectares')
  await expect(reader.getByRole('main')).toContainText('grew in Peru.')
})
