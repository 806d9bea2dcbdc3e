import type { Page } from '@playwright/test'
import { expect, test } from '#tests/support/playwright.ts'
import { READERS_PAGES, STRANGERS_PAGES } from './addresses.ts'

/** How much wider the page is than the window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

test('At 400% zoom nothing scrolls sideways on any page', async ({ visitor, reader, watch }) => {
  test.setTimeout(300_000)
  watch.allow(/status of 40[04]/)
  // 1280 by 1024 at 400%: WCAG 2.2, 1.4.10 Reflow.
  const viewport = { width: 320, height: 256 }
  const stranger = await visitor({ viewport })
  for (const { path } of STRANGERS_PAGES) {
    await stranger.goto(path)
    expect(await overflow(stranger), path).toBe(0)
  }
  const page = await reader()
  await page.setViewportSize(viewport)
  for (const path of READERS_PAGES) {
    await page.goto(path)
    expect(await overflow(page), path).toBe(0)
  }
})

test('Whoever wants less motion gets none', async ({ visitor }) => {
  const page = await visitor({ reducedMotion: 'reduce' })
  for (const path of ['/', '/fact-sheets/peru', '/faq', '/sign-in']) {
    await page.goto(path)
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) => {
        const { animationName, animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(element)
        const isMoving = (animationName !== 'none' && parseFloat(animationDuration) > 0.01) || parseFloat(transitionDuration) > 0.01
        return isMoving || scrollBehavior === 'smooth' ? [element.outerHTML.slice(0, 80)] : []
      }),
    )
    expect(moving, path).toEqual([])
  }
})

test('With the keyboard alone one gets from the catalogue to a followed sheet, and always sees where one is', async ({ reader }) => {
  const page = await reader()
  await page.goto('/')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to main content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await tabTo(page, '/fact-sheets/peru')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/fact-sheets\/peru$/)
  await tabTo(page, 'Follow this fact sheet')
  await page.keyboard.press('Enter')
  await expect(page.getByText('You now follow this fact sheet.')).toBeVisible()
  await page.goto('/my')
  await expect(page.getByRole('main')).toContainText('Peru')
})

test('With the keyboard alone one opens a figure where it stands, goes to all its values, and to the edition that first showed it', async ({
  visitor,
}) => {
  const page = await visitor()
  await page.goto('/fact-sheets/lebanon')
  await tabTo(page, 'almost 3,900')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#figure-\d+$/)
  await tabTo(page, '/indicators/police-trained/lebanon')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Police trained, Lebanon')
  await tabTo(page, 'edition')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/fact-sheets\/lebanon\/editions\/\d$/)
  await tabTo(page, '/fact-sheets/lebanon/editions')
})

/** Presses Tab until what is called or leads to `name` has the focus; each stop on the way must be seen. */
async function tabTo(page: Page, name: string) {
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const element = document.activeElement
      if (!element) return { text: '', href: null, isShown: false, isMarked: false }
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      const box = element.getBoundingClientRect()
      return {
        text: element.textContent,
        href: element.getAttribute('href'),
        isShown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
        isMarked: (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none',
      }
    })
    expect(at, `stop ${stop + 1} on the way to ${name}`).toMatchObject({ isShown: true, isMarked: true })
    if (at.href === name || at.text.trim().startsWith(name)) return
  }
  throw new Error(`Tab never reached ${name}.`)
}
