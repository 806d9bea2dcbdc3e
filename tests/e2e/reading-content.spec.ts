import { expect, test } from '#tests/support/playwright.ts'

test.use({ javaScriptEnabled: false })

const paragraph = (key: string, text: string, href?: string) => ({
  _type: 'block',
  _key: key,
  style: 'normal',
  markDefs: href === undefined ? [] : [{ _type: 'link', _key: 'link', href }],
  children: [{ _type: 'span', _key: 'span', text, marks: href === undefined ? [] : ['link'] }],
})

/** The parts of a sheet that every test here needs. */
const sheet = (id: string) => ({
  _id: `reading-${id}`,
  _type: 'factSheet',
  title: `Sheet ${id}`,
  slug: { _type: 'slug', current: `reading-${id}` },
  language: 'en',
  summary: 'A sheet made by a test.',
  country: { _type: 'reference', _ref: 'country-peru' },
  institution: { _type: 'reference', _ref: 'institution' },
})

test('A sheet shows its headings, sources and contact when it has them', async ({ page, content }) => {
  await content.createOrReplace({
    _id: 'source-of-a-sheet',
    _type: 'source',
    title: 'A report',
    publisher: 'A publisher',
    url: 'https://example.org/report',
    date: 'June 2013',
  })
  await content.createOrReplace({
    ...sheet('whole'),
    sections: [{ _type: 'section', _key: 'a', heading: 'A heading', body: [paragraph('a', 'Text of the section.')] }],
    sources: [{ _type: 'citation', _key: 'a', source: { _type: 'reference', _ref: 'source-of-a-sheet' }, page: '12' }],
    contact: { _type: 'contact', office: 'An office', email: 'office@example.org' },
  })
  await page.goto('/fact-sheets/reading-whole')
  await expect(page.getByRole('article').getByRole('heading')).toHaveText(['Sheet whole', 'A heading'])
  const sources = page.getByRole('region', { name: 'Sources' })
  await expect(sources.getByRole('listitem')).toHaveText(['A report, A publisher, June 2013, page 12'])
  await expect(sources.getByRole('link', { name: 'A report' })).toHaveAttribute('href', 'https://example.org/report')
  const contact = page.getByRole('region', { name: 'Contact for this fact sheet' })
  await expect(contact).toContainText('An office')
  await expect(contact.getByRole('link')).toHaveAttribute('href', 'mailto:office@example.org')
})

test('A sheet with nothing but a section shows no empty lists', async ({ page, content }) => {
  await content.createOrReplace({ ...sheet('bare'), sections: [{ _type: 'section', _key: 'a', body: [paragraph('a', 'The only text.')] }] })
  await page.goto('/fact-sheets/reading-bare')
  await expect(page.getByRole('main')).toContainText('The only text.')
  await expect(page.getByRole('region', { name: /Sources|Contact/ })).toHaveCount(0)
  const lists = page.getByRole('article').getByRole('list')
  await expect(lists.filter({ hasNot: page.getByRole('listitem') })).toHaveCount(0)
})

test("A link to a script, written past the Studio's checks, is shown as plain text", async ({ page, content }) => {
  const body = [paragraph('a', 'Harmless words', 'javascript:alert(1)'), paragraph('b', 'A real link', 'https://example.org/')]
  await content.createOrReplace({ ...sheet('script'), sections: [{ _type: 'section', _key: 'a', body }] })
  await page.goto('/fact-sheets/reading-script')
  await expect(page.getByText('Harmless words')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Harmless words' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'A real link' })).toBeVisible()
})

test('A long word and a narrow screen make no page scroll sideways', async ({ page, content }) => {
  const body = [paragraph('a', 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3))]
  await content.createOrReplace({
    ...sheet('long'),
    title: 'Incomprehensibilities'.repeat(4),
    sections: [{ _type: 'section', _key: 'a', body }],
  })
  await page.setViewportSize({ width: 320, height: 640 })
  for (const path of ['/fact-sheets/reading-long', '/fact-sheets/peru', '/es/fact-sheets/peru', '/', '/faq', '/es/privacy']) {
    await page.goto(path)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320)
  }
})
