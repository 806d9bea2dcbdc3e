import type { Locator, Page } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import { addToRelease, makeRelease, makeThree, openRelease, stateOf, type Three } from './release-of-three.ts'
import { choose, fillField } from './studio-form.ts'
import { contentOf, expect, OPEN_MS_MAX, test } from './studio-test.ts'

/** The Studio schedules by the minute; one more for a busy machine. */
const SCHEDULE_MS_MAX = 180_000

test.describe.configure({ timeout: 600_000 })

async function runRelease(page: Page): Promise<void> {
  const run = page.getByTestId('publish-all-button')
  await expect(run).toBeEnabled()
  await run.click()
  await page.getByTestId('confirm-publish-dialog').getByTestId('confirm-button').click()
}

/** A moment as the Studio's field of dates wants it, in the browser's own zone: `Nov 26, 2026 09:20`. */
const inWords = (page: Page, at: Date): Promise<string> =>
  page.evaluate((time) => {
    const date = new Date(time)
    const day = date.toLocaleDateString('en-US', { month: 'short', day: 'numeric', year: 'numeric' })
    return `${day} ${date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`
  }, at.getTime())

/** Schedules for the next whole minute that is far enough away to be typed, and says which. */
async function scheduleSoon(dialog: Locator, confirm: Locator): Promise<Date> {
  let at = new Date()
  await expect(async () => {
    at = new Date(Math.ceil((Date.now() + 30_000) / 60_000) * 60_000)
    const date = dialog.getByRole('textbox')
    await date.fill(await inWords(dialog.page(), at), { timeout: 5000 })
    await date.blur({ timeout: 5000 })
    await confirm.click({ timeout: 5000 })
  }).toPass({ timeout: OPEN_MS_MAX })
  return at
}

const texts = async (content: SanityClient, three: readonly Three[]): Promise<readonly unknown[]> =>
  Promise.all(three.map(async ({ id, field }) => (await content.getDocument(id))?.[field]))

test('A release of three documents is seen by its perspective and published all at once; then it is taken back whole', async ({
  editor,
  content,
}) => {
  const three = await makeThree(content)
  const [before, after] = [three.map((one) => one.before), three.map((one) => one.after)]
  const originals = await Promise.all(three.map(async ({ id }) => contentOf(await content.getDocument(id))))
  const page = await editor()
  const release = await makeRelease(page, 'Autumn')
  for (const one of three) await addToRelease(page, content, release, one)
  expect(await texts(content, three)).toEqual(before)

  const [, contact] = three
  if (!contact) throw new Error('There are three.')
  await page.goto(`/studio/presentation/page/${contact.id}?perspective=${release}&preview=/${contact.id}`)
  const heading = page.locator('iframe').first().contentFrame().getByRole('heading', { level: 1 })
  await expect(heading).toContainText(contact.after, { timeout: OPEN_MS_MAX })
  const published = await page.request.get(`/${contact.id}`, { headers: { Cookie: '' } })
  expect(await published.text()).not.toContain(contact.after)

  await openRelease(page, release, 3)
  for (const one of three) await expect(page.getByTestId('table-row').filter({ hasText: one.after })).toBeVisible()
  await runRelease(page)
  await expect.poll(() => stateOf(content, release)).toBe('published')
  expect(await texts(content, three)).toEqual(after)
  const transactions = new Set(await Promise.all(three.map(async ({ id }) => (await content.getDocument(id))?._rev)))
  expect(transactions.size, 'one transaction for all').toBe(1)
  expect(await content.fetch('count(*[_id in path("versions." + $release + ".**")])', { release }, { perspective: 'raw' })).toBe(0)
  await expect.poll(async () => (await page.request.get(`/${contact.id}`, { headers: { Cookie: '' } })).text()).toContain(contact.after)

  await page.goto(`/studio/releases/${release}`)
  await page.getByTestId('revert-button').click({ timeout: OPEN_MS_MAX })
  await page.getByLabel('Immediately revert the release').check()
  await page.getByTestId('confirm-button').click()
  await expect.poll(() => texts(content, three)).toEqual(before)
  expect(await Promise.all(three.map(async ({ id }) => contentOf(await content.getDocument(id))))).toEqual(originals)
})

test('A release that is scheduled in the Studio publishes itself at its time, once', async ({ editor, content }) => {
  const three = (await makeThree(content)).slice(0, 2)
  const page = await editor()
  const release = await makeRelease(page, 'By itself')
  for (const one of three) await addToRelease(page, content, release, one)
  await openRelease(page, release, 2)
  const dialog = page.getByTestId('confirm-schedule-dialog')
  await choose(page.getByTestId('release-menu-button'), page.getByTestId('schedule-button-menu-item'), dialog)
  const at = await scheduleSoon(dialog, dialog.getByTestId('confirm-button'))
  await expect.poll(() => stateOf(content, release)).toMatch(/^schedul/)
  expect(await texts(content, three)).toEqual(three.map((one) => one.before))

  await expect.poll(() => stateOf(content, release), { timeout: SCHEDULE_MS_MAX }).toBe('published')
  expect(Date.now()).toBeGreaterThanOrEqual(at.getTime())
  expect(await texts(content, three)).toEqual(three.map((one) => one.after))
  const revisions = await Promise.all(three.map(async ({ id }) => (await content.getDocument(id))?._rev))
  expect(new Set(revisions).size).toBe(1)
  await page.goto(`/studio/releases/${release}`)
  await expect(page.getByTestId('revert-button')).toBeVisible({ timeout: OPEN_MS_MAX })
})

test('A draft is scheduled from its form and publishes itself', async ({ editor, content }) => {
  const [country] = await makeThree(content)
  if (!country) throw new Error('There are three.')
  const page = await editor()
  await page.goto(`/studio/intent/edit/id=${country.id};type=country`)
  const name = page.getByTestId('field-name').getByRole('textbox')
  await expect(name).toBeEditable({ timeout: OPEN_MS_MAX })
  await fillField(name, country.after)
  await expect.poll(async () => (await content.getDocument(`drafts.${country.id}`))?.['name']).toBe(country.after)
  const dialog = page.getByRole('dialog')
  await choose(page.getByTestId('action-menu-button'), page.getByTestId('action-Schedulepublish'), dialog)
  const at = await scheduleSoon(dialog, dialog.getByRole('button', { name: 'Schedule', exact: true }))
  await expect
    .poll(() => content.fetch('count(*[sanity::versionOf($id) && _id in path("versions.**")])', { id: country.id }, { perspective: 'raw' }))
    .toBe(1)
  expect((await content.getDocument(country.id))?.['name']).toBe(country.before)
  await expect.poll(async () => (await content.getDocument(country.id))?.['name'], { timeout: SCHEDULE_MS_MAX }).toBe(country.after)
  expect(Date.now()).toBeGreaterThanOrEqual(at.getTime())
})
