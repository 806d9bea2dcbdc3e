import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '#tests/support/playwright.ts'
import { publishOwnSheet } from './own-sheet.ts'

/** A page of somebody else that frames `addresses`, and how to take it away again. */
async function framingPage(addresses: readonly string[]) {
  const frames = addresses.map((address) => `<iframe src="${address}" width="300" height="400"></iframe>`)
  const server = createServer((_, reply) => void reply.setHeader('Content-Type', 'text/html').end(`<!doctype html>${frames.join('')}`))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://localhost:${port}/`, close: () => void server.close() }
}

test('A figure and a chart stand in a page of somebody else, without scripts and cookies; no other page of ours does', async ({
  browser,
  site,
}) => {
  const chart = `${site.origin}/es/embed/charts/coca-cultivation/peru`
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.resourceType()} ${new URL(request.url()).origin}`))
  const other = await framingPage([chart, `${site.origin}/indicators/coca-cultivation/peru`])
  await page.goto(other.address)
  const framed = page.locator('iframe').first().contentFrame()
  await expect(framed.getByRole('heading', { level: 1 })).toHaveText('Coca cultivada, Perú')
  await expect(framed.getByRole('img')).toBeVisible()
  await expect(framed.getByRole('link', { name: /Todos los valores/ })).toHaveAttribute(
    'href',
    `${site.origin}/es/indicators/coca-cultivation/peru`,
  )
  await expect(page.locator('iframe').nth(1).contentFrame().getByRole('heading', { level: 1 })).toHaveCount(0)
  expect(asked.filter((request) => request.startsWith('script'))).toEqual([])
  expect(await page.context().cookies()).toEqual([])
  other.close()
  await page.context().close()
})

test('An embed keeps up: it says when its figure was corrected and what it was, and that it was withdrawn', async ({
  page,
  content,
  request,
  watch,
}) => {
  const original = await content.getDocument('observation-pe-coca-cultivation-2021-factbook-2023-pe')
  const subject = { indicator: original?.['indicator'], place: { _type: 'reference', _ref: 'country-kenya' } }
  const { _id, _rev, _createdAt, _updatedAt, ...fields } = { ...original, ...subject }
  const [first, second] = [`observation-embedded-${process.pid}`, `observation-embedded-later-${process.pid}`]
  await content.create({ ...fields, _id: first, _type: 'observation', value: 100, qualifier: undefined })
  await page.goto(`/embed/figures/${first}`)
  await expect(page.getByText('100 hectares', { exact: true })).toBeVisible()

  const sheet = await publishOwnSheet(content, 'embedded', 'Before.')
  const figure = { _type: 'figure', _key: 'f', observation: { _type: 'reference', _ref: second }, form: 'unit', hedged: false }
  const supersession = {
    supersedes: { _type: 'reference', _ref: first, _weak: true },
    supersession: { kind: 'correction', reason: 'A digit was lost.' },
  }
  await content.create({ ...fields, _id: second, _type: 'observation', value: 1200, qualifier: undefined, ...supersession })
  await page.reload()
  await expect(page.getByText('1,200 hectares', { exact: true })).toBeVisible()
  await expect(page.getByText(/^Corrected on .* \d{4}: now 1,200 hectares, before 100 hectares\.$/)).toBeVisible()
  await expect(page.getByText('A digit was lost.')).toBeVisible()

  // Published in an edition, and then no longer anywhere.
  const body = [{ _type: 'block', _key: 'b', style: 'normal', markDefs: [], children: [figure] }]
  await content.patch(sheet.id).set({ 'sections[0].body': body }).commit()
  await content.patch(sheet.id).set(sheet.saying('After.').set).commit()
  await content.delete(second)
  await content.delete(first)
  watch.allow(/410 \(Gone\)/)
  const answer = await page.goto(`/embed/figures/${second}`)
  expect(answer?.status()).toBe(410)
  expect(answer?.headers()['content-security-policy']).toContain('frame-ancestors *')
  await expect(page.getByRole('heading', { name: 'This figure was withdrawn' })).toBeVisible()
  expect((await request.get(`/embed/figures/observation-of-nobody`)).status()).toBe(404)
})

test('Programs find out from the page of a figure how to embed it', async ({ page, request, site }) => {
  await page.goto('/indicators/coca-cultivation/peru')
  const link = await page.locator('link[type="application/json+oembed"]').getAttribute('href')
  const answer = (await (await request.get(String(link))).json()) as { html: string }
  expect(answer.html).toContain(`<iframe src="${site.origin}/embed/charts/coca-cultivation/peru"`)
  await expect(page.getByLabel('The chart')).toHaveValue(/^<iframe src=".*\/embed\/charts\/coca-cultivation\/peru"/)
  expect((await request.get('/api/oembed?url=https://other.example/')).status()).toBe(404)
})
