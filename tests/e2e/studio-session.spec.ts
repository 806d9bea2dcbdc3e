import { randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import { signInAgain, signInByDatabase } from '#tests/support/people.ts'
import { fillField, typeAfter } from './studio-form.ts'
import { expect, OPEN_MS_MAX, test } from './studio-test.ts'

test.describe.configure({ timeout: 360_000 })

test('An editor whose session ends while typing signs in again in place, and loses nothing', async ({ site, content, visitor, watch }) => {
  // What the lake says to whoever is signed in no more.
  watch.allow(/status of 401/)
  const id = `page-${randomUUID()}`
  await content.create({ _id: `drafts.${id}`, _type: 'page', title: 'First', slug: { _type: 'slug', current: id }, language: 'en' })
  const editor = await signInByDatabase(site.databaseUrl(), site.origin, 'Edith Editor', ['editor'])
  const page = await visitor({ signedIn: editor })
  await page.goto(`/studio/intent/edit/id=${id};type=page`)
  const title = page.getByTestId('field-title').getByRole('textbox')
  await expect(title).toBeEditable({ timeout: OPEN_MS_MAX })
  await fillField(title, 'Second')
  const kept = async () => (await content.getDocument(`drafts.${id}`))?.['title']
  await expect.poll(kept).toBe('Second')

  const pool = new Pool({ connectionString: site.databaseUrl(), max: 1 })
  await pool.query('delete from auth.session where user_id = $1', [editor.id])
  await pool.end()
  // What comes first is refused at once. More is typed before the dialog stands in the way, which comes when it is known that nobody is signed in.
  const typed = Promise.withResolvers<void>()
  await page.route('**/users/me', async (route) => {
    await typed.promise
    await route.continue()
  })
  await fillField(title, 'Third')
  await typeAfter(title, 'Third', ', typed late')
  typed.resolve()
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await expect(dialog).toBeVisible()
  await expect(dialog.getByRole('link', { name: 'Sign in again' })).toHaveAttribute('target', '_blank')
  expect(await kept()).toBe('Second')

  // In another tab.
  const again = await signInAgain(site.databaseUrl(), site.origin, { ...editor, issuer: 'https://issuer.test' })
  await page.context().addCookies([{ ...again.cookie, url: site.origin, httpOnly: true, sameSite: 'Lax' }])
  await expect(dialog).toHaveCount(0)
  await expect.poll(kept).toBe('Third, typed late')
  await expect(title).toHaveValue('Third, typed late')
  await fillField(title, 'Fourth')
  await expect.poll(kept).toBe('Fourth')
})
