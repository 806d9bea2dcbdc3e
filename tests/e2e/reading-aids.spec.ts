import { expect, test } from '#tests/support/playwright.ts'
import { publishOwnSheet } from './own-sheet.ts'

test.use({ javaScriptEnabled: false })

test('Key facts lead to the note of their figure, and terms to what they mean, without a script', async ({ page }) => {
  await page.goto('/fact-sheets/peru')
  const facts = page.getByRole('region', { name: 'Key facts' })
  await facts.getByRole('link', { name: 'estimated 46,500 hectares' }).click()
  await expect(page.getByRole('note').or(page.locator('.figure-note')).filter({ visible: true })).toContainText(
    'Coca under cultivation, Peru',
  )
  await page.goto('/fact-sheets/peru')
  await page.getByRole('link', { name: 'precursor chemicals' }).click()
  const meaning = page.locator('.figure-note').filter({ visible: true })
  await expect(meaning).toContainText('needed to make a drug')
  await meaning.getByRole('link', { name: 'The whole glossary' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Glossary')
})

test('The lasting address of a paragraph leads to it, and tells what it said once it is gone', async ({ page, content }) => {
  const sheet = await publishOwnSheet(content, 'lasting', 'First.', 'Second.')
  await page.goto(sheet.path)
  await page.getByText('Second.').getByRole('link', { name: 'Permanent address of this paragraph' }).click()
  await expect(page).toHaveURL(`${sheet.path}#p.one.Second`)
  await content.patch(sheet.id).set(sheet.saying('First.').set).commit()
  const gone = await page.goto(`${sheet.path}/p/one.Second`)
  expect(gone?.status()).toBe(200)
  await expect(page.getByRole('main')).toContainText('Second.')
  await page.getByRole('link', { name: 'The nearest paragraph that still stands' }).click()
  await expect(page).toHaveURL(`${sheet.path}#p.one.First`)
})

test('A sheet, an edition and a figure can be cited, taken as text and shared, at addresses of their own', async ({ page, request }) => {
  await page.goto('/fact-sheets/peru')
  await page.getByRole('link', { name: 'Cite this' }).first().click()
  await expect(page.getByRole('main')).toContainText(/U\.S\. Department of State\. \(\d{4}, \w+ \d+\)\. Peru \[Fact sheet\]\./)
  for (const [path, type] of [
    ['/fact-sheets/peru/cite.bib', 'application/x-bibtex; charset=utf-8'],
    ['/es/fact-sheets/peru/editions/1/cite.json', 'application/vnd.citationstyles.csl+json; charset=utf-8'],
    ['/indicators/coca-cultivation/peru/cite/observation-pe-coca-cultivation-2014-pe-inl-2015.bib', 'application/x-bibtex; charset=utf-8'],
    ['/ar/fact-sheets/peru.md', 'text/markdown; charset=utf-8'],
    ['/fact-sheets/peru/editions/1.md', 'text/markdown; charset=utf-8'],
    ['/ar/fact-sheets/peru/card.png', 'image/png'],
    ['/indicators/coca-cultivation/peru/card.png', 'image/png'],
  ] as const) {
    const answer = await request.get(path)
    expect([path, answer.status(), answer.headers()['content-type']]).toEqual([path, 200, type])
  }
  for (const path of [
    '/fact-sheets/atlantis.md',
    '/fact-sheets/peru/editions/99.md',
    '/fact-sheets/peru/cite.exe',
    '/fact-sheets/peru/p/nothing',
  ]) {
    expect([path, (await request.get(path)).status()]).toEqual([path, 404])
  }
})
