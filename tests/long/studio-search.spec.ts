import type { Locator, Page, TestInfo } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import { benchDocuments } from '#tests/bench/lake/documents.ts'
import { startSite } from '#tests/support/site.ts'
import { expect, OPEN_MS_MAX, test as base } from '#tests/e2e/studio-test.ts'

const COUNT = 10_000
const IN_A_TRANSACTION = 1_000
/** In the summaries of a hundred sheets, in the title of one, and the beginning of the name of a country. */
const WORD = 'quetzal'
const SHEET = `The ${WORD} of the cloud forest`
const COUNTRY = `${WORD}ia`

/** On a site that no other test sees, since what is put into it shows in every list. */
const test = base.extend<object, { readonly library: SanityClient }>({
  site: [
    async ({}, use) => {
      const site = await startSite()
      await use(site)
      await site.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  library: [
    async ({ content }, use) => {
      await fill(content)
      await use(content)
    },
    { scope: 'worker', timeout: 240_000 },
  ],
})

test.describe.configure({ timeout: 240_000 })

async function fill(content: SanityClient): Promise<void> {
  const documents = [...benchDocuments(COUNT)].map((document, index) =>
    document._type === 'factSheet' && index % 100 === 0 ? { ...document, summary: `Where the ${WORD} lives, and with whom.` } : document,
  )
  for (let from = 0; from < documents.length; from += IN_A_TRANSACTION) {
    const part = documents.slice(from, from + IN_A_TRANSACTION)
    await content.mutate(
      part.map((create) => ({ create })),
      { visibility: 'sync', returnDocuments: false },
    )
  }
  await content.create({ ...documents.at(-1), _id: 'bird', _type: 'factSheet', title: SHEET })
  await content.create({ _id: 'land', _type: 'country', name: COUNTRY })
}

/** Opens the Studio's own search and types `word` into it, letter by letter. While the Studio still comes up it closes what was opened: then once more. */
async function searchFor(page: Page, word: string): Promise<void> {
  await page.goto('/studio/structure')
  const box = page.getByPlaceholder('Search', { exact: true })
  await expect(async () => {
    if (!(await box.isVisible())) await page.getByTestId('studio-search').click({ timeout: 5000 })
    await box.fill('', { timeout: 5000 })
    await box.pressSequentially(word, { timeout: 5000 })
    await expect(box).toHaveValue(word, { timeout: 5000 })
  }).toPass({ timeout: OPEN_MS_MAX })
}

const found = (page: Page): Locator => page.getByTestId('search-results').getByRole('link')

/** Notes how long it took from the last key to what is expected: in the report, held against nothing. */
async function timed(info: TestInfo, what: string, expected: () => Promise<void>): Promise<void> {
  const begin = performance.now()
  await expected()
  const took = `${Math.round(performance.now() - begin)} ms`
  info.annotations.push({ type: `search among ${COUNT}: ${what}`, description: took })
}

test('Among 10,000 documents a word finds first what is called so, and then what mentions it', async ({ editor, library }, info) => {
  expect(await library.fetch('count(*[_type in ["factSheet", "country", "institution"]])')).toBeGreaterThan(COUNT)
  const page = await editor()
  await searchFor(page, WORD)
  await timed(info, 'a word', () => expect(found(page).first()).toContainText(SHEET))
  await expect(found(page).nth(5)).toBeVisible()
})

test('A word is found by its beginning while it is typed', async ({ editor, library }, info) => {
  void library
  const page = await editor()
  await searchFor(page, WORD.slice(0, 5))
  await timed(info, 'a beginning', () => expect(found(page).filter({ hasText: SHEET })).toBeVisible())
  await expect(found(page).filter({ hasText: COUNTRY })).toBeVisible()
})

test('The filter of types leaves out the rest, and what is found opens', async ({ editor, library }, info) => {
  void library
  const page = await editor()
  await searchFor(page, WORD)
  await expect(found(page).first()).toBeVisible()
  const country = page.getByRole('button', { name: 'Country', exact: true })
  await expect(async () => {
    if (!(await country.isVisible())) await page.getByRole('button', { name: 'All types' }).click({ timeout: 5000 })
    await country.click({ timeout: 5000 })
  }).toPass({ timeout: OPEN_MS_MAX })
  await timed(info, 'a word and a type', () => expect(found(page)).toHaveCount(1))
  await page.keyboard.press('Escape')
  await found(page).filter({ hasText: COUNTRY }).click()
  await expect(page.getByTestId('field-name').getByRole('textbox')).toHaveValue(COUNTRY, { timeout: OPEN_MS_MAX })
})
