import { expect, test } from '#tests/support/playwright.ts'
import { publishOwnSheet } from './own-sheet.ts'

test('No request begun after a publish was answered gets the old page', async ({ content, publish, request }) => {
  test.slow()
  const sheet = await publishOwnSheet(content, 'Fresh', 'State 0.')
  for (let round = 1; round <= 25; round += 1) {
    // Renders under way while the publish comes are the danger.
    const overtaken = Array.from({ length: 4 }, () => request.get(sheet.path))
    await publish(sheet.id, sheet.saying(`State ${round}.`))
    const [page, list] = await Promise.all([request.get(sheet.path), request.get(`/es${sheet.path}`)])
    expect(await page.text()).toContain(`State ${round}.`)
    expect(await list.text()).toContain(`State ${round}.`)
    await Promise.all(overtaken)
    expect(await (await request.get(sheet.path)).text()).toContain(`State ${round}.`)
  }
})

test('A new sheet is there, in its list too, as soon as it is published, and withdrawn when it is unpublished', async ({
  content,
  request,
}) => {
  const missing = await request.get('/fact-sheets/not-yet')
  expect(missing.status()).toBe(404)
  const sheet = await publishOwnSheet(content, 'Newcomer', 'Here.')
  expect(await (await request.get(sheet.path)).text()).toContain('Here.')
  expect(await (await request.get('/')).text()).toContain(sheet.path)
  await content.delete(sheet.id)
  expect(await (await request.get(sheet.path)).text()).toContain('This fact sheet was withdrawn on')
  expect(await (await request.get('/')).text()).not.toContain(sheet.path)
})

test('A page that has not changed is not sent again, in whatever encoding', async ({ request }) => {
  const tags = new Set<string>()
  for (const encoding of ['br', 'gzip', 'identity']) {
    const first = await request.get('/fact-sheets/peru', { headers: { 'accept-encoding': encoding } })
    const etag = first.headers()['etag'] ?? ''
    expect(etag).toMatch(/^"[\w-]+"$/)
    tags.add(etag)
    const again = await request.get('/fact-sheets/peru', { headers: { 'accept-encoding': encoding, 'if-none-match': etag } })
    expect(again.status()).toBe(304)
    expect(await again.body()).toHaveLength(0)
  }
  expect(tags.size).toBe(3)
})

test('A draft, seen with its cookie, never gets into the page that others see', async ({ content, request, editor }) => {
  const sheet = await publishOwnSheet(content, 'Drafted', 'Published words.')
  await content.createOrReplace({
    _id: `drafts.${sheet.id}`,
    _type: 'factSheet',
    title: 'Drafted',
    language: 'en',
    slug: { _type: 'slug', current: sheet.path.slice('/fact-sheets/'.length) },
    ...sheet.saying('Secret words.').set,
  })
  const page = await editor()
  await page.context().addCookies([{ name: '__prerender_bypass', value: 'x', domain: 'localhost', path: '/' }])
  const draft = await page.goto(sheet.path)
  expect(draft?.headers()['cache-control']).toBe('private, no-store')
  const answer = await request.get(sheet.path)
  expect(answer.headers()['cache-control']).toBe('public, max-age=0, must-revalidate')
  const text = await answer.text()
  expect(text).toContain('Published words.')
  expect(text).not.toContain('Secret words.')
})

test('Scripts and styles are kept by the browser for good', async ({ page, request }) => {
  await page.goto('/')
  const addresses = await page.evaluate(() =>
    Array.from(
      document.querySelectorAll('script[src], link[rel=stylesheet]'),
      (element) => element.getAttribute('src') ?? element.getAttribute('href') ?? '',
    ),
  )
  expect(addresses.length).toBeGreaterThanOrEqual(2)
  for (const address of addresses) {
    const answer = await request.get(address, { headers: { 'accept-encoding': 'br' } })
    expect(answer.headers()).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'br' })
  }
})

test('Personal, error and missing answers are stored by nobody', async ({ request }) => {
  for (const path of ['/my', '/sign-in', '/nothing-is-here', '/%ff', '/studio']) {
    const answer = await request.get(path, { maxRedirects: 0 })
    expect(answer.headers()['cache-control'], path).toBe('private, no-store')
  }
})
