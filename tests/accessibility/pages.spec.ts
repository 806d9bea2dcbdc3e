import { signInByDatabase } from '#tests/support/people.ts'
import { expect, test } from '#tests/support/playwright.ts'
import { ADMINISTRATORS_PAGES, READERS_PAGES, STRANGERS_PAGES } from './addresses.ts'
import { expectAccessible } from './axe.ts'

for (const { path, status } of STRANGERS_PAGES) {
  test(`axe finds nothing for a stranger on ${path}`, async ({ page, watch }) => {
    if (status !== 200) watch.allow(new RegExp(`status of ${status}`))
    const response = await page.goto(path)
    expect(response?.status()).toBe(status)
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectAccessible(page)
  })
}

test('axe finds nothing for a reader on any page, before and after following a sheet', async ({ reader }) => {
  // Some fifty pages, twice.
  test.setTimeout(900_000)
  const page = await reader()
  await page.goto('/fact-sheets/peru')
  for (const path of READERS_PAGES) {
    await page.goto(path)
    await expectAccessible(page)
  }
  await page.goto('/fact-sheets/peru')
  await page.getByRole('button', { name: 'Follow this fact sheet' }).click()
  await expect(page.getByText('You now follow this fact sheet.')).toBeVisible()
  await expectAccessible(page)
  for (const path of READERS_PAGES) {
    await page.goto(path)
    await expectAccessible(page)
  }
})

test('axe finds nothing for an administrator on any page, nor on that of a person', async ({ site, visitor }) => {
  test.setTimeout(600_000)
  const signedIn = await signInByDatabase(site.databaseUrl(), site.origin, 'Adela Administrator', ['administrator'])
  const page = await visitor({ signedIn })
  for (const path of [...ADMINISTRATORS_PAGES, `/admin/people/${signedIn.id}`, `/ar/admin/people/${signedIn.id}?said=last`]) {
    await page.goto(path)
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectAccessible(page)
    await page.setViewportSize({ width: 1280, height: 900 })
  }
})

test('axe finds nothing on the door of the Studio, for a stranger and for a reader who is no editor', async ({ page, reader }) => {
  await page.goto('/studio')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page)
  const other = await reader()
  await other.goto('/studio')
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(other)
})

test('axe finds nothing while a page says that it was updated, and after it shows the change', async ({ page, publish, content }) => {
  const before = await content.getDocument('page-contact')
  await page.goto('/contact')
  await publish('page-contact', { set: { title: 'How to reach us' } })
  const notice = page.getByRole('status')
  await expect(notice).toContainText('This page was updated')
  await expectAccessible(page)
  await notice.getByRole('button').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How to reach us')
  await expectAccessible(page)
  await publish('page-contact', { set: { title: before?.['title'] } })
})
