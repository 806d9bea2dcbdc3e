import { randomUUID } from 'node:crypto'
import type { SanityClient } from '@sanity/client'
import { makeCountry, openCountry } from './own-country.ts'
import { fillField, openHistory, publishInStudio, typeAfter, typeInto } from './studio-form.ts'
import { contentOf, expect, OPEN_MS_MAX, test } from './studio-test.ts'

test.describe.configure({ timeout: 360_000 })

/** A name that no other person of any test has: lists of people show them all. */
const nobodyElse = (name: string): string => `${name} ${randomUUID().slice(0, 8)}`

/** The dataset of comments and tasks, which the Studio makes when it first needs it. */
const aside = (content: SanityClient): SanityClient => content.withConfig({ dataset: 'production-comments', perspective: 'raw' })

test('A comment on a field names a colleague, who sees it, answers and resolves it', async ({ editor, content }) => {
  const { id, original } = await makeCountry(content)
  const named = nobodyElse('Ben')
  const [anna, ben] = [await editor('Anna Answerer'), await editor(named)]
  await openCountry(anna, id)
  const comment = anna.getByTestId('document-panel-portal').getByRole('textbox')
  await expect(async () => {
    if (await comment.isVisible()) return
    await anna.getByTestId('field-name').hover({ timeout: 5000 })
    await anna.getByTestId('field-name').getByRole('button', { name: 'Add comment' }).click({ timeout: 5000 })
    await expect(comment).toBeVisible({ timeout: 20_000 })
  }).toPass({ timeout: OPEN_MS_MAX })
  await typeInto(comment, 'Is this the short name? ')
  await anna.keyboard.type(`@${named}`)
  const mentions = anna.getByTestId('comments-mentions-menu')
  await expect(mentions.getByText(named)).toBeVisible()
  await anna.keyboard.press('Enter')
  await expect(mentions).toBeHidden()
  await anna.getByRole('button', { name: 'Send comment' }).click()
  await expect(anna.getByTestId('comments-list-item').getByText('Is this the short name?')).toBeVisible()

  await openCountry(ben, id)
  await ben.getByTestId('field-name').getByRole('button', { name: 'Open comments' }).click()
  const item = ben.getByTestId('comments-list-item')
  await expect(item.getByText('Is this the short name?')).toBeVisible()
  await expect(item.getByText(`@${named}`)).toBeVisible()
  await typeInto(item.getByTestId('comment-input-editable').last(), 'It is.')
  await ben.getByRole('button', { name: 'Send comment' }).click()
  await expect(anna.getByTestId('comments-list').getByText('It is.')).toBeVisible()
  const thread = await aside(content).fetch<{ status: string; parentCommentId?: string; target: { path: { field: string } } }[]>(
    '*[_type == "comment" && target.document._ref == $id] | order(_createdAt) {status, parentCommentId, target}',
    { id },
  )
  expect(thread).toMatchObject([{ status: 'open', target: { path: { field: 'name' } } }, { status: 'open' }])

  await item.first().hover()
  await ben.getByTestId('comments-list-item-status-button').first().click()
  await expect
    .poll(() => aside(content).fetch('array::unique(*[_type == "comment" && target.document._ref == $id].status)', { id }))
    .toEqual(['resolved'])
  await expect(anna.getByTestId('comments-list').getByText('It is.')).toBeHidden()
  expect(contentOf(await content.getDocument(id)), 'a comment leaves its document alone').toEqual(original)
})

test('A task is made and given to a colleague, who finds it among theirs', async ({ editor, content, watch }) => {
  // The form of tasks says so of itself, whatever it asks.
  watch.allow(/No context provided for reporter/)
  const title = `Check the figures ${randomUUID()}`
  const named = nobodyElse('Ben')
  const [anna, ben] = [await editor('Anna Assigner'), await editor(named)]
  await anna.goto('/studio/structure')
  await anna.getByTestId('tasks-toolbar').click({ timeout: OPEN_MS_MAX })
  await anna.getByRole('button', { name: 'New task', exact: true }).click()
  await fillField(anna.getByPlaceholder('Task title'), title)
  const colleague = anna.getByRole('menuitem', { name: named })
  await expect(async () => {
    if (!(await colleague.isVisible())) await anna.getByTestId('field-assignedTo').getByText('Select assignee').click({ timeout: 5000 })
    await colleague.click({ timeout: 10_000 })
  }).toPass({ timeout: OPEN_MS_MAX })
  await anna.getByRole('button', { name: 'Create Task' }).click()
  await expect(anna.getByTestId('tasks-list-item').filter({ hasText: title })).toBeVisible()

  await ben.goto('/studio/structure')
  await ben.getByTestId('tasks-toolbar').click({ timeout: OPEN_MS_MAX })
  await expect(ben.getByTestId('tasks-list-item').filter({ hasText: title })).toBeVisible()
  const [task] = await aside(content).fetch<{ assignedTo: string; authorId: string; status: string }[]>(
    '*[_type == "tasks.task" && title == $title]',
    { title },
  )
  expect(task?.status).toBe('open')
  const people = await content.request<{ displayName: string }[]>({ url: `/users/${task?.authorId},${task?.assignedTo}` })
  expect(people.map((one) => one.displayName)).toEqual(['Anna Assigner', named])
})

test('What was changed stands beside the form, field by field, with old and new text', async ({ editor, content }) => {
  const { id } = await makeCountry(content)
  const page = await editor()
  const name = await openCountry(page, id)
  await fillField(name, 'Land of rivers')
  await expect.poll(async () => (await content.getDocument(`drafts.${id}`))?.['name']).toBe('Land of rivers')
  await fillField(page.getByTestId('field-iso2').getByRole('textbox'), 'BR')
  await expect.poll(async () => (await content.getDocument(`drafts.${id}`))?.['iso2']).toBe('BR')

  await openHistory(page)
  await page.getByRole('tab', { name: 'Review changes' }).click()
  const changes = page.getByTestId('scroll-container')
  await expect(changes.getByTestId('single-change-revert-button-name')).toBeVisible()
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
  const name = await openCountry(page, id)
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
  await typeAfter(name, 'Land', 's')
  await expect.poll(() => sent.length).toBeGreaterThan(1)
  expect(lost).toBe(1)
  await typeAfter(name, 'Lands', ' of rivers')
  await expect.poll(async () => contentOf(await content.getDocument(`drafts.${id}`))).toEqual({ ...original, name: 'Lands of rivers' })
  await expect(name).toHaveValue('Lands of rivers')
  await publishInStudio(page)
  await expect.poll(async () => contentOf(await content.getDocument(id))).toEqual({ ...original, name: 'Lands of rivers' })
})

test('Vision answers a query', async ({ editor, content }) => {
  const { id } = await makeCountry(content)
  const page = await editor()
  await page.goto('/studio/vision')
  const query = page.getByTestId('vision-query-editor').getByRole('textbox')
  await expect(query).toBeVisible({ timeout: OPEN_MS_MAX })
  await typeInto(query, `*[_id == "${id}"]{name, "answer": 6 * 7}`)
  await page.getByRole('button', { name: 'Fetch' }).click()
  await expect(page.getByTestId('vision-result')).toContainText('42')
})
