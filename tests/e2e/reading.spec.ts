import { createHash } from 'node:crypto'
import { expect, test } from '#tests/support/playwright.ts'
import { sheetWords } from './sheet-words.ts'

test.use({ javaScriptEnabled: false })

/** The same hash as that of the seed's words (`sanity/seed/peru.test.ts`), which was taken from the source. */
const WORDS_SHA256 = '0decc7178cf52b3de6e98763b39cf6b0e4e1db638cfd3f8240e7085408379c7e'

test('The Peru sheet shows every word of its source, exactly, once and in order', async ({ page }) => {
  await page.goto('/fact-sheets/peru')
  const words = await sheetWords(page)
  expect(words[11]).toMatch(/^The United States is supporting Peru’s transition/)
  expect(words[12]).toBe('Back to Top')
  const source = words.toSpliced(12, 1)
  expect(source).toHaveLength(14)
  expect(createHash('sha256').update(source.join('\n')).digest('hex')).toBe(WORDS_SHA256)
})

test('What is seen of the Peru sheet has the same order as what is read out', async ({ page }) => {
  await page.goto('/fact-sheets/peru')
  const [, , ...words] = await sheetWords(page)
  const seen = await page.getByRole('main').innerText()
  let from = 0
  for (const part of words) {
    // The motto is set in capitals.
    const at = seen.toLowerCase().indexOf(part.toLowerCase(), from)
    expect(at, `"${part}" after what comes before it`).toBeGreaterThanOrEqual(from)
    from = at + part.length
  }
})

test("The country's name is the only heading of the Peru sheet", async ({ page }) => {
  await page.goto('/fact-sheets/peru')
  await expect(page.getByRole('article').getByRole('heading')).toHaveText(['Peru'])
  await expect(page.getByRole('heading', { level: 1, name: 'Peru' })).toBeVisible()
})

test('The banner is a region of its own, with the seal, the department and its motto', async ({ page }) => {
  await page.goto('/fact-sheets/peru')
  const banner = page.getByRole('region', { name: 'printable banner' })
  await expect(banner).toBeVisible()
  await expect(banner.getByRole('img', { name: 'U.S. Department of State - Great Seal' })).toBeVisible()
  await expect(banner.getByRole('paragraph')).toHaveText(['U.S. Department of State', 'Diplomacy in Action'])
  expect(await banner.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
})

test('"Back to Top" and the skip link work without JavaScript', async ({ page }) => {
  await page.goto('/fact-sheets/peru')
  await page.getByRole('link', { name: 'Back to Top' }).click()
  await expect(page).toHaveURL(/#top$/)
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0)
  await page.goto('/fact-sheets/peru')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to main content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('main').locator('a, button').first()).toBeFocused()
})

test('The catalogue leads to the sheet', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fact sheets')
  // Other tests publish sheets on the same country.
  const link = page.getByRole('link', { name: 'Peru', exact: true }).and(page.locator('[href="/fact-sheets/peru"]'))
  await link.click()
  await expect(page).toHaveURL('/fact-sheets/peru')
  await expect(page.getByRole('link', { name: 'Fact sheets' })).toHaveAttribute('aria-current', 'true')
})

test('Each link of the account box leads to an answer that is there', async ({ page }) => {
  for (const name of ['Check out our FAQ!', 'Find out more about OpenID', 'how to get an OpenID-enabled account']) {
    await page.goto('/fact-sheets/peru')
    await page.getByRole('link', { name }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Frequently asked questions')
    const { hash } = new URL(page.url())
    if (hash) await expect(page.locator(hash)).toBeInViewport()
  }
})

for (const [path, title] of [
  ['/accessibility', 'Accessibility'],
  ['/privacy', 'Privacy'],
  ['/contact', 'Contact'],
  ['/es/accessibility', 'Accesibilidad'],
  ['/es/privacy', 'Privacidad'],
  ['/es/contact', 'Contacto'],
] as const) {
  test(`${path} is there, and linked from the foot of the page`, async ({ page }) => {
    await page.goto(path.startsWith('/es') ? '/es' : '/')
    await page.getByRole('contentinfo').getByRole('link', { name: title }).click()
    await expect(page).toHaveURL(path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(page.getByRole('main').getByRole('paragraph').first()).toBeVisible()
  })
}

test('Every page says that it is no official publication, and asks not to be indexed', async ({ page }) => {
  for (const path of ['/', '/fact-sheets/peru', '/faq', '/privacy', '/es', '/es/fact-sheets/peru']) {
    await page.goto(path)
    const notice = path.startsWith('/es') ? 'no una publicación oficial' : 'not an official publication'
    await expect(page.getByRole('banner').getByText(notice)).toBeVisible()
    await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/)
  }
})

test('A page tells its title, its description and its one address', async ({ page, site }) => {
  await page.goto('/fact-sheets/peru?utm_source=elsewhere')
  await expect(page).toHaveTitle('Peru (fact sheet with sources)')
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${site.origin}/fact-sheets/peru`)
  await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /Peru/)
})

for (const path of ['/nowhere', '/fact-sheets/atlantis', '/fact-sheets/peru/more/still', '/fact-sheets', '/fr']) {
  test(`${path} is a true 404 that helps`, async ({ page, watch }) => {
    watch.allow(/status of 404/)
    const answer = await page.goto(path)
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
    await page.getByRole('main').getByRole('link', { name: 'All fact sheets' }).click()
    await expect(page).toHaveURL('/')
  })
}
