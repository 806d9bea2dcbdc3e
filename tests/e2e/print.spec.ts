import type { Page } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from '#tests/support/playwright.ts'
import { sheetWords } from './sheet-words.ts'

/** The text of each sheet of paper that the page is printed on, white space made single. */
async function printed(page: Page, format: 'A4' | 'Letter'): Promise<string[]> {
  const bytes = await page.pdf({ format })
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const sheets: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    sheets.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join(''))
  }
  await document.destroy()
  return sheets.map((text) => text.replaceAll(/\s+/g, ' '))
}

/** Letters and digits alone: a printed line may break a word at a hyphen, and letters may be joined. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

for (const format of ['A4', 'Letter'] as const) {
  test(`The Peru sheet is printed on two pages of ${format} at most, its banner on the first, without navigation`, async ({ page }) => {
    await page.goto('/fact-sheets/peru')
    // Beside each figure stands, on paper alone, the number of its endnote.
    await page.evaluate(() => {
      for (const figure of document.querySelectorAll<HTMLElement>('a.figure')) figure.append(figure.dataset['note'] ?? '')
    })
    const [, , ...words] = await sheetWords(page)
    await page.reload()
    const sheets = await printed(page, format)
    expect(sheets.length).toBeLessThanOrEqual(2)
    expect(lettersOf(sheets[0] ?? '')).toContain(lettersOf('U.S. Department of State Diplomacy in Action'))
    const paper = lettersOf(sheets.join(' '))
    // Everything of the sheet but "Back to Top" and the account box, which are of no use on paper.
    for (const part of words.slice(0, 10)) expect(paper).toContain(lettersOf(part))
    for (const word of ['Español', 'Your page', 'Follow this fact sheet', 'Back to Top', 'Accessibility', 'Skip to']) {
      expect(paper).not.toContain(lettersOf(word))
    }
    expect(sheets.at(-1)).toContain('/fact-sheets/peru')
    expect(paper).toContain(lettersOf('Figures and sources'))
    expect(paper).toContain(lettersOf('Coca under cultivation, Peru, 2014, U.S. estimates: estimated 46,500 hectares.'))
    expect(paper).not.toContain(lettersOf('All values'))
    expect(paper).toContain(lettersOf('not an official publication'))
  })
}

test('The seal is printed too', async ({ page }) => {
  await page.goto('/fact-sheets/peru')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('img', { name: 'U.S. Department of State - Great Seal' })).toBeVisible()
  await expect(page.getByRole('navigation')).toHaveCount(0)
})

test('On paper each link to another site is followed by its address, once', async ({ page }) => {
  await page.goto('/faq')
  const paper = (await printed(page, 'A4')).join(' ')
  expect(paper).toContain('OpenID Foundation (https://openid.net/)')
  expect(paper).not.toContain('(/privacy)')
  await page.goto('/fact-sheets/peru')
  const sheet = lettersOf((await printed(page, 'A4')).join(' '))
  const source = lettersOf('http://www.state.gov/j/inl/regions/westernhemisphere/219177.htm')
  expect(sheet.split(source)).toHaveLength(2)
})
