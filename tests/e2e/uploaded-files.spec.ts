import { expect, test } from '#tests/support/playwright.ts'

/** What a browser says of a script that it did not run. */
const BLOCKED = /Blocked script execution|Content Security Policy/

test('A script in an uploaded SVG does not run, opened by itself or shown in a page', async ({ content, site, visitor, watch }) => {
  watch.allow(BLOCKED)
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="document.documentElement.setAttribute('data-ran', 'yes')">
    <script>document.documentElement.setAttribute('data-ran', 'yes'); document.cookie = 'ran=yes'</script>
    <rect width="40" height="40" fill="#123456"/></svg>`
  const { path } = await content.assets.upload('image', Buffer.from(picture), { filename: 'seal.svg' })
  const page = await visitor()
  await page.goto(`${site.origin}/lake/${path}`)
  await expect(page.locator('svg rect')).toBeVisible()
  expect(await page.locator('svg').getAttribute('data-ran')).toBeNull()
  expect((await page.context().cookies()).filter(({ name }) => name === 'ran')).toEqual([])
})

test('An uploaded page is offered for saving, not opened in our name', async ({ content, site, visitor }) => {
  const { path } = await content.assets.upload('file', Buffer.from('<script>document.title = "ran"</script>'), { filename: 'page.html' })
  const page = await visitor()
  const download = page.waitForEvent('download')
  // A navigation that becomes a download does not arrive anywhere.
  await page.goto(`${site.origin}/lake/${path}`).catch(() => null)
  expect((await download).url()).toBe(`${site.origin}/lake/${path}`)
  expect(await page.title()).toBe('')
})
