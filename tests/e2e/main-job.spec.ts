import type { Page } from '@playwright/test'
import { openInStudio, publishInStudio, replaceInText } from './studio-form.ts'
import { forgetDemonstrationPeople } from '#tests/support/people.ts'
import { expect, test } from './studio-test.ts'

test.beforeEach(({ site }) => forgetDemonstrationPeople(site.databaseUrl()))

const SHEET = '/fact-sheets/peru'
const ID = 'fact-sheet-peru'

test.describe.configure({ timeout: 360_000 })

test('A published edit reaches the readers of a sheet, from sign-in to sign-out', async ({
  page: reader,
  visitor,
  site,
  content,
  watch,
}) => {
  const before = await content.getDocument(ID)
  if (!before) throw new Error('The seed has no sheet on Peru.')

  await test.step('A visitor signs in from the box at the foot of the sheet, and comes back to it', async () => {
    await reader.goto(SHEET)
    await reader
      .getByRole('region', { name: 'Sign in' })
      .getByRole('link', { name: /demonstration/i })
      .click()
    await choosePerson(reader, site.providerOrigin, 'Demonstration Reader')
    await expect(reader).toHaveURL(site.origin + SHEET)
  })

  await test.step('and follows it', async () => {
    await reader.getByRole('button', { name: 'Follow this fact sheet' }).click()
    await expect(reader.getByText('You now follow this fact sheet.')).toBeVisible()
    await reader.goto('/my')
    await expect(reader.getByRole('main').getByRole('link', { name: 'Peru' }).first()).toBeVisible()
    await reader.goto(SHEET)
  })

  const editor = await visitor()
  await test.step('An editor signs in at the door of the Studio', async () => {
    await editor.goto('/studio')
    await editor.getByRole('link', { name: 'Sign in' }).click()
    await editor
      .getByRole('main')
      .getByRole('link', { name: /demonstration/i })
      .click()
    await choosePerson(editor, site.providerOrigin, 'Demonstration Editor')
    await expect(editor).toHaveURL(/\/studio/)
  })

  const stranger = await visitor()
  await stranger.goto(SHEET)
  await expect(stranger.getByRole('main')).toContainText('political stability')

  await test.step('changes a word and publishes', async () => {
    await openInStudio(editor, ID, 'factSheet', 'sections[_key=="situation"].body')
    await replaceInText(editor, 'stability', 'steadiness')
    await expect.poll(() => content.getDocument(`drafts.${ID}`).then((draft) => JSON.stringify(draft))).toContain('steadiness')
    expect(await textOf(stranger), 'a draft is nobody else’s').toContain('political stability')
    await publishInStudio(editor)
  })

  // How soon: open-page.spec.ts.
  await test.step('Pages that lie open say so, and show it when asked', async () => {
    await expect(stranger.getByRole('status')).toContainText('This page was updated')
    await expect(reader.getByRole('status')).toContainText('This page was updated')
    await stranger.getByRole('status').getByRole('button').click()
    await expect(stranger.getByRole('main')).toContainText('political steadiness')
  })

  await test.step('and every page that is asked for has it', async () => {
    expect(await textOf(stranger)).toContain('political steadiness')
    expect(await textOf(reader)).toContain('political steadiness')
  })

  await test.step("The reader's own page lists what changed", async () => {
    await reader.goto('/my')
    const main = reader.getByRole('main')
    await expect(main.locator('del', { hasText: 'stability' }).first()).toBeVisible()
    await expect(main.locator('ins', { hasText: 'steadiness' }).first()).toBeVisible()
  })

  await test.step('Signed out, the page is gone, and strangers never had one', async () => {
    await reader.getByRole('button', { name: 'Sign out' }).first().click()
    await expect(reader.getByText('You are signed out.')).toBeVisible()
    for (const page of [reader, stranger]) {
      await page.goto('/my')
      await expect(page).toHaveURL(/\/sign-in/)
      await expect(page.getByRole('main')).not.toContainText('steadiness')
    }
  })

  await test.step('A stranger sees no draft and writes nothing', async () => {
    watch.allow(/status of 40[13]/)
    const query = encodeURIComponent('*[_id in path("drafts.**")]._id')
    const drafts = await stranger.request.get(`/lake/v2025-02-19/data/query/production?query=${query}&perspective=raw`)
    expect(await drafts.json()).toMatchObject({ result: [] })
    const mutations = [{ patch: { id: ID, set: { title: 'Not mine' } } }]
    const write = await stranger.request.post('/lake/v2025-02-19/data/mutate/production', {
      data: { mutations },
      headers: { Origin: site.origin },
    })
    expect([401, 403]).toContain(write.status())
    expect(await textOf(stranger)).not.toContain('Not mine')
  })

  const { _rev, _updatedAt, ...original } = before
  await content.createOrReplace(original)
})

/** The sheet as the server sends it to this browser now. */
async function textOf(page: Page): Promise<string> {
  return (await page.request.get(SHEET)).text()
}

/** At the demonstration provider, after whatever page of the site stands before it. */
async function choosePerson(page: Page, providerOrigin: string, name: string) {
  await expect(page).toHaveURL((url) => url.origin === providerOrigin)
  await page.getByRole('button', { name }).click()
}
