import type { Locator, Page } from '@playwright/test'
import { addToRelease, makeRelease, makeThree, openRelease, stateOf } from '#tests/e2e/release-of-three.ts'
import { contentOf, expect, OPEN_MS_MAX, test } from '#tests/e2e/studio-test.ts'

test.describe.configure({ timeout: 480_000 })

/** Chooses in the menu of the release that is open. It goes away when the release is drawn anew: then once more, if the lake has not done it. */
async function choose(page: Page, item: Locator, then: Locator, isDone: () => Promise<boolean> = async () => false): Promise<void> {
  await expect(async () => {
    if ((await then.isVisible()) || (await isDone())) return
    if (!(await item.isVisible())) await page.getByTestId('release-menu-button').click({ timeout: 5000 })
    await item.click({ timeout: 5000 })
    await expect(then).toBeVisible({ timeout: 20_000 })
  }).toPass({ timeout: OPEN_MS_MAX })
}

/** The releases that the overview lists, those that are open or those that are archived. */
async function openOverview(page: Page, group: 'Active' | 'Archived'): Promise<Locator> {
  await page.goto('/studio/releases')
  await page.getByRole('button', { name: group, exact: true }).click({ timeout: OPEN_MS_MAX })
  return page.getByTestId('table-row')
}

test('A release that is archived leaves the list with its documents, and brings them back', async ({ editor, content, watch }) => {
  // What was chosen twice, because the menu went away meanwhile, is refused the second time.
  watch.allow(/is active; this needs one that is archived|status of 409 \(Conflict\)/)
  const [country] = await makeThree(content)
  if (!country) throw new Error('There are three.')
  const page = await editor()
  const [title, other] = [`Put aside ${country.id}`, `Kept ${country.id}`]
  await content.action({
    actionType: 'sanity.action.release.create',
    releaseId: `r${country.id.slice(-8)}`,
    metadata: { title: other, releaseType: 'asap' },
  })
  const release = await makeRelease(page, title)
  await addToRelease(page, content, release, country)
  const version = `versions.${release}.${country.id}`
  const original = contentOf(await content.getDocument(version))
  await openRelease(page, release, 1)

  const archive = page.getByTestId('confirm-archive-dialog')
  await choose(page, page.getByTestId('archive-release-menu-item'), archive)
  await archive.getByTestId('confirm-button').click()
  await expect.poll(() => stateOf(content, release)).toBe('archived')
  await expect(page.getByTestId('retention-policy-card')).toContainText('This release is archived')
  expect(await content.getDocument(version)).toBeUndefined()
  expect((await content.getDocument(country.id))?.['name']).toBe(country.before)
  await expect((await openOverview(page, 'Archived')).filter({ hasText: title })).toBeVisible({ timeout: OPEN_MS_MAX })
  const active = await openOverview(page, 'Active')
  await expect(active.filter({ hasText: other })).toBeVisible({ timeout: OPEN_MS_MAX })
  await expect(active.filter({ hasText: title })).toHaveCount(0)

  await page.goto(`/studio/releases/${release}`)
  await expect(page.getByTestId('retention-policy-card')).toBeVisible({ timeout: OPEN_MS_MAX })
  const published = page.getByTestId('publish-all-button')
  await choose(page, page.getByTestId('unarchive-release-menu-item'), published, async () => (await stateOf(content, release)) === 'active')
  await expect.poll(() => stateOf(content, release)).toBe('active')
  await expect.poll(async () => contentOf(await content.getDocument(version))).toEqual(original)
  await expect(page.getByTestId('table-row').filter({ hasText: country.after })).toBeVisible()
  await expect((await openOverview(page, 'Active')).filter({ hasText: title })).toBeVisible({ timeout: OPEN_MS_MAX })
})
