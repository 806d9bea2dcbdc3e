import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import { expect, test } from '#tests/support/playwright.ts'
import { fillField } from './studio-form.ts'

const OPEN_MS_MAX = 60_000
const ROUND_TRIP_MS_MAX = 30_000
/** The Studio schedules by the minute; one more for a busy machine. */
const SCHEDULE_MS_MAX = 180_000

test.describe.configure({ timeout: 360_000 })

test.beforeEach(({ watch }) => {
  // The Studio's own client for presence says goodbye on a socket that the browser has closed, when a page is left.
  watch.allow(/^WebSocket is already in CLOSING or CLOSED state/)
  // A preview was read when an event of before was still on its way; the Studio leaves that out.
  watch.allow(/^Document out of sync, skipping mutation/)
})

/** A country, a page and a question of this test's own, published, by a word that is in no other document. */
async function makeThree(content: SanityClient): Promise<readonly Three[]> {
  const word = `w${randomUUID().slice(0, 8)}`
  const three: readonly Three[] = [
    { id: `country-${word}`, type: 'country', field: 'name', before: `Land ${word}`, after: `Land ${word}, anew` },
    { id: `page-${word}`, type: 'page', field: 'title', before: `Page ${word}`, after: `Page ${word}, anew` },
    { id: `institution-${word}`, type: 'institution', field: 'name', before: `Bureau ${word}`, after: `Bureau ${word}, anew` },
  ]
  const models = { country: 'country-peru', page: 'page-contact', institution: null }
  for (const { id, type, field, before } of three) {
    const model = models[type] ? await content.getDocument(models[type]) : { printLabel: 'banner' }
    await content.create({
      ...contentOf(model),
      _id: id,
      _type: type,
      [field]: before,
      ...(type !== 'institution' && { slug: { _type: 'slug', current: id } }),
    })
  }
  return three
}

interface Three {
  readonly id: string
  readonly type: 'country' | 'page' | 'institution'
  readonly field: string
  readonly before: string
  readonly after: string
}

function contentOf(document: object | undefined): Record<string, unknown> {
  if (!document) throw new Error('There is no such document.')
  return Object.fromEntries(Object.entries(document).filter(([name]) => !/^_(id|rev|updatedAt|createdAt|system)$/.test(name)))
}

/** Makes a release in the tool and gives its name, such as `rAVX9mjBq`. */
async function makeRelease(page: Page, title: string): Promise<string> {
  await page.goto('/studio/releases')
  // An empty list offers it once more.
  await page.getByRole('button', { name: 'New release' }).first().click({ timeout: OPEN_MS_MAX })
  await page.getByTestId('release-form-title').last().fill(title)
  await page.getByTestId('submit-release-button').click()
  await expect(page).toHaveURL(/\/studio\/releases\/r\w+/, { timeout: ROUND_TRIP_MS_MAX })
  return /releases\/(r\w+)/.exec(page.url())?.[1] ?? ''
}

/** Adds a document to a release by its form, with what is new in it. */
async function addToRelease(page: Page, content: SanityClient, release: string, { id, type, field, after }: Three): Promise<void> {
  await page.goto(`/studio/intent/edit/id=${id};type=${type}?perspective=${release}`)
  await page.getByRole('button', { name: 'Add to release' }).click({ timeout: OPEN_MS_MAX })
  const input = page.getByTestId(`field-${field}`).getByRole('textbox')
  await expect.poll(async () => (await content.getDocument(`versions.${release}.${id}`))?._type, { timeout: ROUND_TRIP_MS_MAX }).toBe(type)
  await expect(input).toBeEditable({ timeout: ROUND_TRIP_MS_MAX })
  await fillField(input, after)
  await expect
    .poll(async () => (await content.getDocument(`versions.${release}.${id}`))?.[field], { timeout: ROUND_TRIP_MS_MAX })
    .toBe(after)
}

async function openRelease(page: Page, release: string, documents: number): Promise<void> {
  await page.goto(`/studio/releases/${release}?perspective=${release}`)
  await expect(page.getByTestId('table-row')).toHaveCount(documents, { timeout: OPEN_MS_MAX })
}

async function runRelease(page: Page): Promise<void> {
  const run = page.getByTestId('publish-all-button')
  await expect(run).toBeEnabled({ timeout: ROUND_TRIP_MS_MAX })
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

/** A whole minute that is far enough away to be typed. */
const soon = (): Date => new Date(Math.ceil((Date.now() + 25_000) / 60_000) * 60_000)

const stateOf = async (content: SanityClient, release: string): Promise<unknown> =>
  (await content.getDocument(`_.releases.${release}`))?.['state']

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
  await expect.poll(() => stateOf(content, release), { timeout: ROUND_TRIP_MS_MAX }).toBe('published')
  expect(await texts(content, three)).toEqual(after)
  const transactions = new Set(await Promise.all(three.map(async ({ id }) => (await content.getDocument(id))?._rev)))
  expect(transactions.size, 'one transaction for all').toBe(1)
  expect(await content.fetch('count(*[_id in path("versions." + $release + ".**")])', { release }, { perspective: 'raw' })).toBe(0)
  await expect.poll(async () => (await page.request.get(`/${contact.id}`, { headers: { Cookie: '' } })).text()).toContain(contact.after)

  await page.goto(`/studio/releases/${release}`)
  await page.getByTestId('revert-button').click({ timeout: OPEN_MS_MAX })
  await page.getByLabel('Immediately revert the release').check()
  await page.getByTestId('confirm-button').click()
  await expect.poll(() => texts(content, three), { timeout: ROUND_TRIP_MS_MAX }).toEqual(before)
  expect(await Promise.all(three.map(async ({ id }) => contentOf(await content.getDocument(id))))).toEqual(originals)
})

test('A release that is scheduled in the Studio publishes itself at its time, once', async ({ editor, content }) => {
  const three = (await makeThree(content)).slice(0, 2)
  const page = await editor()
  const release = await makeRelease(page, 'By itself')
  for (const one of three) await addToRelease(page, content, release, one)
  await openRelease(page, release, 2)
  await page.getByTestId('release-menu-button').click()
  await page.getByTestId('schedule-button-menu-item').click()
  const dialog = page.getByTestId('confirm-schedule-dialog')
  const at = soon()
  await dialog.getByRole('textbox').fill(await inWords(page, at))
  await dialog.getByRole('textbox').blur()
  await dialog.getByTestId('confirm-button').click()
  await expect.poll(() => stateOf(content, release), { timeout: ROUND_TRIP_MS_MAX }).toMatch(/^schedul/)
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
  await expect
    .poll(async () => (await content.getDocument(`drafts.${country.id}`))?.['name'], { timeout: ROUND_TRIP_MS_MAX })
    .toBe(country.after)
  await page.getByTestId('action-menu-button').click()
  await page.getByTestId('action-Schedulepublish').click({ timeout: ROUND_TRIP_MS_MAX })
  const dialog = page.getByRole('dialog')
  const at = soon()
  await dialog.getByRole('textbox').fill(await inWords(page, at))
  await dialog.getByRole('textbox').blur()
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click()
  await expect
    .poll(
      () => content.fetch('count(*[sanity::versionOf($id) && _id in path("versions.**")])', { id: country.id }, { perspective: 'raw' }),
      {
        timeout: ROUND_TRIP_MS_MAX,
      },
    )
    .toBe(1)
  expect((await content.getDocument(country.id))?.['name']).toBe(country.before)
  await expect.poll(async () => (await content.getDocument(country.id))?.['name'], { timeout: SCHEDULE_MS_MAX }).toBe(country.after)
  expect(Date.now()).toBeGreaterThanOrEqual(at.getTime())
})
