import type { Request } from '@playwright/test'
import { expect, test } from '#tests/support/playwright.ts'

const TOTAL_BYTES_MAX = 25_000
const REQUESTS_MAX = 4
const STYLE_BYTES_MAX = 8_000
const SCRIPT_BYTES_MAX = 5_000

/** Bytes of headers and body as they came over the wire. */
async function bytesOf(request: Request): Promise<number> {
  const { responseHeadersSize, responseBodySize } = await request.sizes()
  return responseHeadersSize + responseBodySize
}

for (const path of [
  '/fact-sheets/peru',
  '/',
  '/faq',
  '/es/fact-sheets/peru',
  '/indicators',
  '/indicators/coca-cultivation',
  // The figure with the most values.
  '/indicators/coca-cultivation/peru',
  '/ar/indicators/coca-cultivation/peru',
  '/search?q=peru+coca+2014',
]) {
  test(`A cold view of ${path} keeps its budget, without a framework's script`, async ({ page }) => {
    const requests: Request[] = []
    page.on('requestfinished', (request) => {
      const address = new URL(request.url()).pathname
      // What was published in the last minute, here by other tests, makes an open page ask for itself again: not part of a cold view.
      const isNews = request.resourceType() === 'fetch' && address === path.split('?')[0]
      if (address !== '/icon.svg' && address !== '/changes' && !isNews) requests.push(request)
    })
    await page.goto(path)
    await page.waitForLoadState('load')

    const addresses = requests.map((request) => new URL(request.url()).pathname)
    expect(addresses.length, addresses.join(' ')).toBeLessThanOrEqual(REQUESTS_MAX)
    const sizes = await Promise.all(requests.map(async (request) => ({ kind: request.resourceType(), bytes: await bytesOf(request) })))
    const bytes = (kind?: string) => sizes.filter((size) => !kind || size.kind === kind).reduce((sum, size) => sum + size.bytes, 0)
    expect(bytes()).toBeLessThanOrEqual(TOTAL_BYTES_MAX)
    expect(sizes.filter(({ kind }) => kind === 'stylesheet')).toHaveLength(1)
    expect(bytes('stylesheet')).toBeLessThanOrEqual(STYLE_BYTES_MAX)
    expect(bytes('script')).toBeLessThanOrEqual(SCRIPT_BYTES_MAX)
    expect(addresses.filter((address) => address.startsWith('/_next/static/chunks/') && address.endsWith('.js'))).toEqual([])
    await expect(page.locator('script:not([src]):not([type="application/ld+json"])')).toHaveCount(0)
  })
}
