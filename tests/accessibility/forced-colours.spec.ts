import type { Page } from '@playwright/test'
import { expect, test } from '#tests/support/playwright.ts'

// Whoever chooses the colours of all pages themselves, as Windows offers, has no others: what a page says by colour alone is lost.

/** Computed values of `property` on each element that `selector` finds and that is shown. */
function valuesOf(page: Page, selector: string, property: string): Promise<readonly string[]> {
  return page.evaluate(
    ({ found, name }) =>
      [...document.querySelectorAll(found)]
        .filter((element) => element.getClientRects().length > 0)
        .map((element) => getComputedStyle(element).getPropertyValue(name)),
    { found: selector, name: property },
  )
}

test('In colours of one’s own the chart is drawn, its rows told apart by dash and shape', async ({ visitor }) => {
  const page = await visitor({ forcedColors: 'active' })
  await page.goto('/indicators/coca-cultivation/peru')
  const [text = ''] = await valuesOf(page, 'main p', 'color')
  const rows = await valuesOf(page, ".history-chart [class*='row-']", 'stroke')
  expect(rows.length).toBeGreaterThan(10)
  expect(new Set(rows)).toEqual(new Set([text]))
  for (const selector of ['.history-chart .chart-grid', '.history-chart .chart-standing']) {
    const [stroke] = await valuesOf(page, selector, 'stroke')
    expect(stroke, selector).not.toBe('none')
    expect(stroke, selector).not.toBe(await page.evaluate(() => getComputedStyle(document.body).backgroundColor))
  }
  const looks = await page.evaluate(() =>
    [...document.querySelectorAll('.chart-wide g[class^="row-"]')].map((group) => group.getAttribute('stroke-dasharray') ?? 'none'),
  )
  expect(new Set(looks).size).toBeGreaterThan(1)
})

test('In colours of one’s own what was added and what was removed are told apart by their strokes, and in words', async ({ visitor }) => {
  const page = await visitor({ forcedColors: 'active' })
  await page.goto('/fact-sheets/bolivia/compare/1/24')
  expect(new Set(await valuesOf(page, '.changes del', 'text-decoration-line'))).toEqual(new Set(['line-through']))
  expect(new Set(await valuesOf(page, '.changes ins', 'text-decoration-line'))).toEqual(new Set(['underline']))
  const kinds = await page.locator('.change-kind').allInnerTexts()
  expect(new Set(kinds.map((kind) => kind.toLowerCase()))).toEqual(new Set(['added', 'removed']))
})

test('In colours of one’s own the keyboard’s place is seen, and links are underlined', async ({ visitor }) => {
  const page = await visitor({ forcedColors: 'active' })
  for (const path of ['/', '/fact-sheets/lebanon', '/indicators/coca-cultivation/peru', '/fact-sheets/bolivia/editions', '/verify']) {
    await page.goto(path)
    for (let stop = 0; stop < 12; stop += 1) {
      await page.keyboard.press('Tab')
      const [style, width] = await page.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body)
        return [outlineStyle, parseFloat(outlineWidth)] as const
      })
      expect([path, stop, style === 'none' || width < 2]).toEqual([path, stop, false])
    }
    const lines = await valuesOf(page, 'main p a:not(.paragraph-link)', 'text-decoration-line')
    expect(lines.filter((line) => line !== 'underline')).toEqual([])
  }
})
