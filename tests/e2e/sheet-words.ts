import type { Page } from '@playwright/test'

/**
 * What a sheet's page says from the banner through the account box, as a screen reader meets it, part by part: the banner's name and
 * its picture's alternative text, paragraphs and list items. Left out: the heading, what can be done with the sheet, the logos,
 * and what stands apart from the text (its sources).
 */
export async function sheetWords(page: Page): Promise<string[]> {
  return await page.getByRole('main').evaluate((main) => {
    const apart = '.colophon, .logos, .note, .since, form, nav, h1'
    const parts: string[] = []
    for (const element of main.querySelectorAll('section[aria-label], img, p, li')) {
      if (element.closest(apart)) continue
      if (element.matches('.banner')) parts.push(element.getAttribute('aria-label') ?? '')
      else if (element instanceof HTMLImageElement) parts.push(element.alt)
      else if (element.matches('p, li:not(:has(p))')) parts.push(element.textContent)
    }
    return parts
  })
}
