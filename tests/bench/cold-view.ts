import type { Browser, Request } from '@playwright/test'

/** What one visitor with an empty cache loads. */
export interface ColdView {
  readonly bytes: number
  readonly requests: number
}

/** A first view of `url`, the icon and the event stream aside. Bytes are those of the wire, headers included. */
export async function measureColdView(browser: Browser, url: string): Promise<ColdView> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const requests: Request[] = []
  page.on('requestfinished', (request) => {
    if (!/icon|\/changes/.test(new URL(request.url()).pathname)) requests.push(request)
  })
  await page.goto(url, { waitUntil: 'load' })
  const sizes = await Promise.all(requests.map((request) => request.sizes()))
  await context.close()
  const bytes = sizes.reduce((sum, size) => sum + size.responseHeadersSize + size.responseBodySize, 0)
  return { bytes, requests: requests.length }
}
