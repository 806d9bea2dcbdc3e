import type { Page } from '@playwright/test'
import { publishOwnSheet } from '#tests/e2e/own-sheet.ts'
import { expect, OPEN_MS_MAX, test } from '#tests/e2e/studio-test.ts'

test.describe.configure({ timeout: 360_000 })

/** Opens the question what becomes of a sheet. The menu goes away when the form is made anew: then once more. */
async function askToWithdraw(page: Page, id: string) {
  await page.goto(`/studio/intent/edit/id=${id};type=factSheet`)
  const dialog = page.getByRole('dialog', { name: 'Take this fact sheet from the public' })
  await expect(async () => {
    if (await dialog.isVisible()) return
    const item = page.getByRole('menuitem', { name: 'Withdraw or remove…' })
    if (!(await item.isVisible())) await page.getByRole('button', { name: 'Open document actions' }).click({ timeout: 10_000 })
    await item.click({ timeout: 5000 })
    await expect(dialog).toBeVisible({ timeout: 5000 })
  }).toPass({ timeout: OPEN_MS_MAX })
  return dialog
}

test('A sheet is withdrawn in the Studio only with a reason, which its page then says; its editions can still be read', async ({
  editor,
  visitor,
  content,
  watch,
}) => {
  watch.allow(/status of 410/)
  const sheet = await publishOwnSheet(content, 'withdrawn', 'What was said.')
  const page = await editor()
  const dialog = await askToWithdraw(page, sheet.id)
  const withdraw = dialog.getByRole('button', { name: 'Withdraw', exact: true })
  await expect(withdraw).toBeDisabled()
  await dialog.getByRole('textbox').fill('Its source was taken back.')
  await withdraw.click()
  await expect(dialog).toHaveCount(0)
  await expect.poll(() => content.getDocument(sheet.id)).toBeUndefined()
  expect(await content.getDocument(`drafts.${sheet.id}`)).toMatchObject({ title: 'withdrawn' })
  const reader = await visitor()
  await reader.goto(sheet.path)
  await expect(reader.getByRole('main')).toContainText('Its source was taken back.')
  await reader.goto(`${sheet.path}/editions/1`)
  await expect(reader.getByRole('main')).toContainText('What was said.')
})

test('A sheet that is removed in the Studio leaves its reason alone, and no edition', async ({ editor, visitor, content, watch }) => {
  watch.allow(/status of 410/)
  const sheet = await publishOwnSheet(content, 'removed', 'What the law forbids.')
  const page = await editor()
  const dialog = await askToWithdraw(page, sheet.id)
  await dialog.getByRole('radio', { name: /^Remove/ }).check()
  await dialog.getByRole('textbox').fill('By order of a court.')
  await dialog.getByRole('button', { name: 'Remove for good' }).click()
  await expect(dialog).toHaveCount(0)
  const reader = await visitor()
  expect((await reader.goto(sheet.path))?.status()).toBe(410)
  await expect(reader.getByRole('main')).toContainText('By order of a court.')
  await expect(reader.getByRole('main')).not.toContainText('What the law forbids.')
  await reader.goto(`${sheet.path}/editions/1`)
  await expect(reader.getByRole('main')).not.toContainText('What the law forbids.')
})
