import { randomUUID } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import sharp from 'sharp'
import { fillField, openHistory, publishInStudio, typeAfter, uploadPicture } from './studio-form.ts'
import { contentOf, expect, OPEN_MS_MAX, test } from './studio-test.ts'

const TYPE = 'factSheet'

test.describe.configure({ timeout: 360_000 })

/** A published sheet of this test's own, with all that the seed's has. */
async function makeSheet(content: SanityClient): Promise<{ readonly id: string; readonly original: Record<string, unknown> }> {
  const id = `sheet-${randomUUID()}`
  const original = { ...contentOf(await content.getDocument('fact-sheet-peru')), title: 'First', slug: { _type: 'slug', current: id } }
  await content.create({ ...original, _id: id, _type: TYPE })
  return { id, original }
}

async function openForm(page: Page, id: string, type = TYPE, field = 'title'): Promise<Locator> {
  await page.goto(`/studio/intent/edit/id=${id};type=${type}`)
  const input = page.getByTestId(`field-${field}`).getByRole('textbox')
  await expect(input).toBeEditable({ timeout: OPEN_MS_MAX })
  return input
}

test('What is typed on after publishing is added to the whole document, not put in its place', async ({ editor, content }) => {
  const { id, original } = await makeSheet(content)
  const page = await editor()
  const title = await openForm(page, id)
  await fillField(title, 'First, with 46,650 hectares')
  await publishInStudio(page)
  await expect.poll(async () => contentOf(await content.getDocument(id))).toEqual({ ...original, title: 'First, with 46,650 hectares' })
  expect(await content.getDocument(`drafts.${id}`)).toBeUndefined()

  await typeAfter(title, 'First, with 46,650 hectares', ' and more')
  await expect
    .poll(async () => contentOf(await content.getDocument(`drafts.${id}`)))
    .toEqual({ ...original, title: 'First, with 46,650 hectares and more' })
  await publishInStudio(page)
  await expect
    .poll(async () => contentOf(await content.getDocument(id)))
    .toEqual({ ...original, title: 'First, with 46,650 hectares and more' })
})

test('An old revision is restored whole from the history, as a draft', async ({ editor, content }) => {
  const { id, original } = await makeSheet(content)
  const page = await editor()
  const title = await openForm(page, id)
  await fillField(title, 'Second')
  await publishInStudio(page)
  await expect.poll(async () => (await content.getDocument(id))?.['title']).toBe('Second')

  const events = await openHistory(page)
  await expect(events.filter({ hasText: 'Published' })).toBeVisible()
  await events.last().click()
  await expect(title).toHaveValue('First')
  await page.getByTestId('action-reverttorevision').click()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect.poll(async () => (await content.getDocument(`drafts.${id}`))?.['title']).toBe('First')
  expect(contentOf(await content.getDocument(`drafts.${id}`))).toEqual(original)
  expect((await content.getDocument(id))?.['title']).toBe('Second')
})

test('An uploaded picture is kept, shown, and wanted with an alternative text before it can be published', async ({ editor, content }) => {
  const id = `institution-${randomUUID()}`
  await content.create({ _id: `drafts.${id}`, _type: 'institution', name: 'Bureau of Trials', printLabel: 'banner' })
  const page = await editor()
  await openForm(page, id, 'institution', 'name')
  const png = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#0b4f8a' } })
    .png()
    .toBuffer()
  await uploadPicture(page, content, { id, field: 'seal', name: 'seal.png', bytes: png })
  await expect
    .poll(() => content.fetch('*[_id == $id][0].seal.asset->metadata.dimensions', { id: `drafts.${id}` }, { perspective: 'raw' }))
    .toMatchObject({ width: 320, height: 240 })
  const picture = page.locator('img[src*="/lake/images/"], img[src*="/images/local/"]').first()
  await expect(picture).toBeVisible()
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)

  await expect(page.getByTestId('action-publish')).toBeDisabled()
  const alternative = page.getByTestId('field-seal.alt').getByRole('textbox')
  await fillField(alternative, 'A seal of our own')
  await publishInStudio(page)
  await expect.poll(async () => (await content.getDocument(id))?.['seal']).toMatchObject({ _type: 'picture', alt: 'A seal of our own' })
})

test('Two editors see each other in a document, and what the other types', async ({ editor, content }) => {
  const { id, original } = await makeSheet(content)
  const [first, second] = [await editor('Anna Archer'), await editor('Ben Baker')]
  const firstTitle = await openForm(first, id)
  const secondTitle = await openForm(second, id)
  await secondTitle.click()
  await expect(first.getByRole('option', { name: /Ben Baker is editing this document right now/ })).toBeVisible()
  // In the list, and at the field. Closed menus and hints hold the mark too, so only what is seen counts.
  await expect(first.getByText('BB', { exact: true }).filter({ visible: true })).toHaveCount(2)
  await fillField(secondTitle, 'First, by Ben')
  await expect(firstTitle).toHaveValue('First, by Ben')
  await typeAfter(firstTitle, 'First, by Ben', ' and Anna')
  await expect(secondTitle).toHaveValue('First, by Ben and Anna')
  await expect
    .poll(async () => contentOf(await content.getDocument(`drafts.${id}`)))
    .toEqual({ ...original, title: 'First, by Ben and Anna' })
})

test('Eight tabs with a document open each stay live, on one connection for event streams each', async ({ editor, content }) => {
  const { id } = await makeSheet(content)
  const first = await editor()
  const context = first.context()
  const sockets: string[] = []
  const tabs = [first]
  while (tabs.length < 8) tabs.push(await context.newPage())
  for (const tab of tabs) tab.on('websocket', (socket) => sockets.push(new URL(socket.url()).pathname))
  const titles: Locator[] = []
  for (const tab of tabs) titles.push(await openForm(tab, id))
  expect(sockets.filter((path) => path === '/lake/streams')).toHaveLength(8)

  for (const [writer, words] of [
    [titles.at(0), 'Seen in eight tabs'],
    [titles.at(-1), 'And from the last'],
  ] as const) {
    if (writer) await fillField(writer, words)
    for (const title of titles) await expect(title).toHaveValue(words)
  }
  await expect.poll(async () => (await content.getDocument(`drafts.${id}`))?.['title']).toBe('And from the last')
})

test('The page stands beside the form, shows the draft, and follows what is typed', async ({ editor, content }) => {
  const page = await editor()
  await page.goto('/studio/presentation/page/page-contact?preview=/contact')
  const title = page.getByTestId('field-title').getByRole('textbox')
  await expect(title).toBeEditable({ timeout: OPEN_MS_MAX })
  const preview = page.locator('iframe').first().contentFrame()
  // The text carries invisible marks that lead the overlays to its field.
  await expect(preview.getByRole('heading', { level: 1 })).toContainText('Contact', { timeout: OPEN_MS_MAX })
  await fillField(title, 'Contact, in work')
  await expect(preview.getByRole('heading', { level: 1 })).toContainText('Contact, in work')
  const published = await page.request.get('/contact', { headers: { Cookie: '' } })
  expect(await published.text()).not.toContain('in work')
  await content.delete('drafts.page-contact')
})

test('Settings exist once in each language: they are edited, never made, copied or deleted', async ({ editor }) => {
  const page = await editor()
  await openForm(page, 'settings', 'siteSettings', 'siteTitle')
  await expect(page.getByTestId('action-publish')).toBeVisible()
  // With nothing to duplicate, unpublish or delete, no menu of actions is left beside it.
  await expect(page.getByRole('button', { name: 'Open document actions' })).toHaveCount(0)
  await openForm(page, 'country-peru', 'country', 'name')
  await expect(page.getByRole('button', { name: 'Open document actions' })).toBeVisible()
})

test('Strangers and readers are told why they are not let in, and what to do', async ({ page, reader }) => {
  await page.goto('/studio/structure')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The Studio is for editors')
  await expect(page.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/sign-in?callbackUrl=%2Fstudio')
  const known = await reader('Rosa Reader')
  await known.goto('/studio')
  await expect(known.getByRole('main')).toContainText('You are signed in as Rosa Reader, who is not an editor.')
  await expect(known.getByRole('link', { name: 'Sign in' })).toHaveCount(0)
})

test('Drafts are shown to nobody by address alone', async ({ page, reader, editor, watch }) => {
  watch.allow(/status of 40[13]/)
  const address = '/api/draft-mode/enable?sanity-preview-secret=guessed&sanity-preview-pathname=/contact'
  expect((await page.request.get(address)).status()).toBe(403)
  expect((await (await reader()).request.get(address)).status()).toBe(403)
  expect((await (await editor()).request.get(address)).status()).toBe(401)
})
