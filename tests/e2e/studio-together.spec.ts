import { randomUUID } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import { expect, test } from '#tests/support/playwright.ts'
import { fillField, publishInStudio } from './studio-form.ts'

const OPEN_MS_MAX = 60_000
const ROUND_TRIP_MS_MAX = 30_000
const TYPE = 'country'

test.describe.configure({ timeout: 240_000 })

test.beforeEach(({ watch }) => {
  // The Studio's own client for presence says goodbye on a socket that the browser has closed, when a page is left.
  watch.allow(/^WebSocket is already in CLOSING or CLOSED state/)
  // A preview was read when an event of before was still on its way; the Studio leaves that out.
  watch.allow(/^Document out of sync, skipping mutation/)
})

/** A published country of this test's own. */
async function makeCountry(content: SanityClient): Promise<{ readonly id: string; readonly original: Record<string, unknown> }> {
  const id = `country-${randomUUID()}`
  const original = { ...contentOf(await content.getDocument('country-peru')), name: 'Land', slug: { _type: 'slug', current: id } }
  await content.create({ ...original, _id: id, _type: TYPE })
  return { id, original }
}

/** All of a document but what each transaction alters. */
function contentOf(document: object | undefined): Record<string, unknown> {
  if (!document) throw new Error('There is no such document.')
  return Object.fromEntries(Object.entries(document).filter(([name]) => !/^_(id|rev|updatedAt|createdAt|system)$/.test(name)))
}

async function openForm(page: Page, id: string, field = 'name'): Promise<Locator> {
  await page.goto(`/studio/intent/edit/id=${id};type=${TYPE}`)
  const input = page.getByTestId(`field-${field}`).getByRole('textbox')
  await expect(input).toBeEditable({ timeout: OPEN_MS_MAX })
  return input
}

/** The dataset of comments and tasks, which the Studio makes when it first needs it. */
const aside = (content: SanityClient): SanityClient => content.withConfig({ dataset: 'production-comments', perspective: 'raw' })

test('A comment on a field names a colleague, who sees it, answers and resolves it', async ({ editor, content }) => {
  const { id, original } = await makeCountry(content)
  const [anna, ben] = [await editor('Anna Answerer'), await editor('Ben Beholder')]
  await openForm(anna, id)
  await anna.getByTestId('field-name').hover()
  await anna.getByTestId('field-name').getByRole('button', { name: 'Add comment' }).click()
  await anna.getByTestId('document-panel-portal').getByRole('textbox').click()
  await anna.keyboard.type('Is this the short name? @Ben B')
  const mentions = anna.getByTestId('comments-mentions-menu')
  await expect(mentions.getByText('Ben Beholder')).toBeVisible({ timeout: ROUND_TRIP_MS_MAX })
  await anna.keyboard.press('Enter')
  await expect(mentions).toBeHidden()
  await anna.getByRole('button', { name: 'Send comment' }).click()
  await expect(anna.getByTestId('comments-list-item').getByText('Is this the short name?')).toBeVisible({ timeout: ROUND_TRIP_MS_MAX })

  await openForm(ben, id)
  await ben.getByTestId('field-name').getByRole('button', { name: 'Open comments' }).click({ timeout: ROUND_TRIP_MS_MAX })
  const item = ben.getByTestId('comments-list-item')
  await expect(item.getByText('Is this the short name?')).toBeVisible({ timeout: ROUND_TRIP_MS_MAX })
  await expect(item.getByText('@Ben Beholder')).toBeVisible()
  const reply = item.getByTestId('comment-input-editable').last()
  await expect(async () => {
    await reply.click()
    await expect(reply).toBeFocused({ timeout: 1000 })
  }).toPass({ timeout: ROUND_TRIP_MS_MAX })
  await ben.keyboard.type('It is.')
  await ben.getByRole('button', { name: 'Send comment' }).click()
  await expect(anna.getByTestId('comments-list').getByText('It is.')).toBeVisible({ timeout: ROUND_TRIP_MS_MAX })
  const thread = await aside(content).fetch<{ status: string; parentCommentId?: string; target: { path: { field: string } } }[]>(
    '*[_type == "comment" && target.document._ref == $id] | order(_createdAt) {status, parentCommentId, target}',
    { id },
  )
  expect(thread).toMatchObject([{ status: 'open', target: { path: { field: 'name' } } }, { status: 'open' }])

  await item.first().hover()
  await ben.getByTestId('comments-list-item-status-button').first().click()
  await expect
    .poll(() => aside(content).fetch('array::unique(*[_type == "comment" && target.document._ref == $id].status)', { id }), {
      timeout: ROUND_TRIP_MS_MAX,
    })
    .toEqual(['resolved'])
  await expect(anna.getByTestId('comments-list').getByText('It is.')).toBeHidden({ timeout: ROUND_TRIP_MS_MAX })
  expect(contentOf(await content.getDocument(id)), 'a comment leaves its document alone').toEqual(original)
})

test('A task is made and given to a colleague, who finds it among theirs', async ({ editor, content, watch }) => {
  // The form of tasks says so of itself, whatever it asks.
  watch.allow(/No context provided for reporter/)
  const title = `Check the figures ${randomUUID()}`
  const [anna, ben] = [await editor('Anna Assigner'), await editor('Ben Busy')]
  await anna.goto('/studio/structure')
  await anna.getByTestId('tasks-toolbar').click({ timeout: OPEN_MS_MAX })
  await anna.getByRole('button', { name: 'New task', exact: true }).click()
  await anna.getByPlaceholder('Task title').fill(title, { timeout: ROUND_TRIP_MS_MAX })
  await anna.getByTestId('field-assignedTo').getByText('Select assignee').click()
  await anna.getByRole('menuitem', { name: 'Ben Busy' }).click({ timeout: ROUND_TRIP_MS_MAX })
  await anna.getByRole('button', { name: 'Create Task' }).click()
  await expect(anna.getByTestId('tasks-list-item').filter({ hasText: title })).toBeVisible({ timeout: ROUND_TRIP_MS_MAX })

  await ben.goto('/studio/structure')
  await ben.getByTestId('tasks-toolbar').click({ timeout: OPEN_MS_MAX })
  await expect(ben.getByTestId('tasks-list-item').filter({ hasText: title })).toBeVisible({ timeout: ROUND_TRIP_MS_MAX })
  const [task] = await aside(content).fetch<{ assignedTo: string; authorId: string; status: string }[]>(
    '*[_type == "tasks.task" && title == $title]',
    { title },
  )
  expect(task?.status).toBe('open')
  const people = await content.request<{ displayName: string }[]>({ url: `/users/${task?.authorId},${task?.assignedTo}` })
  expect(people.map((one) => one.displayName)).toEqual(['Anna Assigner', 'Ben Busy'])
})

test('What was changed stands beside the form, field by field, with old and new text', async ({ editor, content }) => {
  const { id } = await makeCountry(content)
  const page = await editor()
  const name = await openForm(page, id)
  await fillField(name, 'Land of rivers')
  await expect.poll(async () => (await content.getDocument(`drafts.${id}`))?.['name']).toBe('Land of rivers')
  await fillField(page.getByTestId('field-iso2').getByRole('textbox'), 'BR')
  await expect.poll(async () => (await content.getDocument(`drafts.${id}`))?.['iso2']).toBe('BR')

  await page.getByTestId('pane-context-menu-button').last().click()
  await page.getByRole('menuitem', { name: 'History' }).click()
  await page.getByRole('tab', { name: 'Review changes' }).click()
  const changes = page.getByTestId('scroll-container')
  await expect(changes.getByTestId('single-change-revert-button-name')).toBeVisible({ timeout: ROUND_TRIP_MS_MAX })
  await expect(changes.getByTestId('single-change-revert-button-iso2')).toBeVisible()
  await expect(changes.locator('[data-testid^="single-change-revert-button-"]')).toHaveCount(2)
  await expect(changes.locator('ins').filter({ hasText: 'of rivers' })).toBeVisible()
  await expect(changes.locator('del').filter({ hasText: 'PE' })).toBeVisible()
  await expect(changes.locator('ins').filter({ hasText: 'BR' })).toBeVisible()
})

test('A reply that is lost after the commit is asked for again, and nothing is done twice', async ({ editor, content, watch }) => {
  watch.allow(/ERR_FAILED|ERR_CONNECTION|Failed to fetch|Failed to load resource/)
  const { id, original } = await makeCountry(content)
  const page = await editor()
  const name = await openForm(page, id)
  const sent: string[] = []
  let lost = 0
  await page.route('**/data/actions/**', async (route) => {
    const body = route.request().postData() ?? ''
    if (!body.includes('"actionType":"sanity.action.document.edit"') && !body.includes('sanity.action.document.version.'))
      return route.continue()
    sent.push(body)
    // It reaches the lake, which commits it; the answer goes no further.
    const response = await route.fetch()
    if (lost > 0) return route.fulfill({ response })
    lost += 1
    expect(response.status()).toBe(200)
    return route.abort('connectionreset')
  })
  await name.press('End')
  await name.pressSequentially('s', { delay: 30 })
  await expect.poll(() => sent.length, { timeout: ROUND_TRIP_MS_MAX }).toBeGreaterThan(1)
  expect(lost).toBe(1)
  await name.press('End')
  await name.pressSequentially(' of rivers', { delay: 30 })
  await expect
    .poll(async () => contentOf(await content.getDocument(`drafts.${id}`)), { timeout: ROUND_TRIP_MS_MAX })
    .toEqual({ ...original, name: 'Lands of rivers' })
  await expect(name).toHaveValue('Lands of rivers')
  await publishInStudio(page)
  await expect.poll(async () => contentOf(await content.getDocument(id))).toEqual({ ...original, name: 'Lands of rivers' })
})

// The draft is there before. While the Studio can't make one, it drops what is typed; no request of it tells the lake what that was.
test('What was typed offline and what another typed meanwhile are both there afterwards', async ({ editor, content, watch }) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|Failed to fetch|network error|WebSocket connection/i)
  const { id, original } = await makeCountry(content)
  const [anna, ben] = [await editor('Anna Afar'), await editor('Ben Behind')]
  const name = await openForm(anna, id)
  const code = await openForm(ben, id, 'iso2')
  await fillField(name, 'Land!')
  await expect(ben.getByTestId('field-name').getByRole('textbox')).toHaveValue('Land!', { timeout: ROUND_TRIP_MS_MAX })
  await anna.context().setOffline(true)
  await name.press('End')
  await name.pressSequentially(' Typed offline', { delay: 30 })
  await fillField(code, 'BR')
  await expect.poll(async () => (await content.getDocument(`drafts.${id}`))?.['iso2'], { timeout: ROUND_TRIP_MS_MAX }).toBe('BR')
  await expect(name).toHaveValue('Land! Typed offline')
  expect((await content.getDocument(`drafts.${id}`))?.['name']).toBe('Land!')

  await anna.context().setOffline(false)
  const both = { ...original, name: 'Land! Typed offline', iso2: 'BR' }
  await expect.poll(async () => contentOf(await content.getDocument(`drafts.${id}`)), { timeout: 90_000 }).toEqual(both)
  await expect(anna.getByTestId('field-iso2').getByRole('textbox')).toHaveValue('BR', { timeout: ROUND_TRIP_MS_MAX })
  await expect(ben.getByTestId('field-name').getByRole('textbox')).toHaveValue('Land! Typed offline', { timeout: ROUND_TRIP_MS_MAX })
})

test('Vision answers a query', async ({ editor, content }) => {
  const { id } = await makeCountry(content)
  const page = await editor()
  await page.goto('/studio/vision')
  const query = page.getByTestId('vision-query-editor').getByRole('textbox')
  await query.click({ timeout: OPEN_MS_MAX })
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(`*[_id == "${id}"]{name, "answer": 6 * 7}`)
  await page.getByRole('button', { name: 'Fetch' }).click()
  await expect(page.getByTestId('vision-result')).toContainText('42', { timeout: ROUND_TRIP_MS_MAX })
})
