import type { Page } from '@playwright/test'
import { expectAccessible } from '#tests/accessibility/axe.ts'
import { forgetDemonstrationPeople, signInByDatabase } from '#tests/support/people.ts'
import { expect, test } from '#tests/support/playwright.ts'
import { firstParagraph } from './first-paragraph.ts'

test.beforeEach(({ site }) => forgetDemonstrationPeople(site.databaseUrl()))

/** Reads the sheet of Peru, as its module understands it. */
async function read(page: Page): Promise<void> {
  // Of a site that has just begun the first edition may still be made.
  await expect(async () => {
    await page.goto('/fact-sheets/peru')
    await expect(page.locator('[data-edition]')).toHaveCount(1, { timeout: 1000 })
  }).toPass()
  await page.mouse.move(200, 300)
  await page.mouse.wheel(0, 400)
  await expect.poll(() => page.evaluate(() => localStorage.getItem('read:fact-sheet-peru'))).not.toBeNull()
}

test('A sheet says what changed since it was last read in this browser, marks it on request, and no longer when it was read', async ({
  page,
  publish,
  content,
}) => {
  await read(page)
  const { before, end, change } = await firstParagraph(content)
  const [word = ''] = before.split(' ')
  await publish('fact-sheet-peru', change(before.replace(word, `${word}, truly,`), end))

  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto('/fact-sheets/peru')
  const since = page.locator('.since')
  await expect(since.getByRole('status')).toContainText(/^One paragraph changed since \w+ \d+, \d{4}\.$/)
  await expect(page.locator('.sheet-text ins')).toHaveCount(0)
  await since.getByRole('button', { name: 'Show in the text' }).click()
  const marked = page.locator('.sheet-text p').filter({ has: page.locator('ins') })
  await expect(marked).toHaveCount(1)
  await expect(marked).toContainText('added:')
  await expect(marked.locator('ins')).toContainText('truly')
  // The figure in it is a link still.
  await expect(marked.locator('a.figure').first()).toBeVisible()
  await expectAccessible(page)
  await since.getByRole('button', { name: 'Hide the changes' }).click()
  await expect(page.locator('.sheet-text :is(ins, del)')).toHaveCount(0)

  await since.getByRole('button', { name: 'Mark as read' }).click()
  await expect(since).toContainText('Marked as read.')
  await page.goto('/fact-sheets/peru')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(since.getByRole('status')).toHaveCount(0)
  // Nothing of it was sent: only public files were asked for.
  expect(asked.filter((address) => /\/api\/(?!own-words)/.test(address))).toEqual([])
  await publish('fact-sheet-peru', change(before, end))
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('The link of a sheet leads to what changed since its follower last read it, and to having read it', async ({
    page,
    publish,
    content,
  }) => {
    await page.goto('/fact-sheets/peru')
    await expect(page.getByRole('button', { name: 'Follow in this browser' })).toBeHidden()
    await page.getByRole('button', { name: 'Follow this fact sheet' }).click()
    await page.getByRole('link', { name: /demonstration/i }).click()
    await page.getByRole('button', { name: 'Demonstration Reader' }).click()
    await expect(page.getByText('your account keeps which edition you last read')).toBeVisible()
    await page.getByRole('link', { name: 'What changed since I last read it' }).click()
    await expect(page.getByText('Nothing has changed in this fact sheet')).toBeVisible()

    const { before, end, change } = await firstParagraph(content)
    const [word = ''] = before.split(' ')
    await publish('fact-sheet-peru', change(before.replace(word, `${word}, once more,`), end))
    // Its edition may take a moment more than the publish.
    await expect(async () => {
      await page.reload()
      await expect(page.getByText(/^One paragraph changed since/)).toBeVisible({ timeout: 1000 })
    }).toPass()
    await expect(page.getByRole('heading', { name: 'Figures' })).toBeVisible()
    await page.getByRole('button', { name: 'Mark as read' }).click()
    await expect(page.getByText('Nothing has changed in this fact sheet')).toBeVisible()
    await publish('fact-sheet-peru', change(before, end))
  })

  test('A passage is saved with a note in any script, shown as text, and says when the passage has changed', async ({
    visitor,
    site,
    publish,
    content,
    watch,
  }) => {
    // The answer to a note that is too long.
    watch.allow(/status of 422/)
    const signedIn = await signInByDatabase(site.databaseUrl(), site.origin, 'Nora Notes')
    const page = await visitor({ signedIn, javaScriptEnabled: false })
    await page.goto('/fact-sheets/peru')
    await page.getByRole('link', { name: 'Take notes' }).click()
    const { before, end, change } = await firstParagraph(content)
    await page
      .getByRole('listitem')
      .filter({ hasText: before.trim().slice(0, 40) })
      .getByRole('link', { name: 'Save or note' })
      .click()
    const note = 'ملاحظة <b>مهمة</b> & <script>alert(1)</script>'
    await page.getByLabel('Your note').fill('x'.repeat(10_001))
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('alert')).toContainText('10,001 characters')
    await expect(page.getByLabel('Your note')).toHaveValue('x'.repeat(10_001))
    await page.getByLabel('Your note').fill(note)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText(note)).toBeVisible()
    await expect(page.getByText('has changed since you saved it')).toHaveCount(0)

    const [word = ''] = before.split(' ')
    await publish('fact-sheet-peru', change(before.replace(word, `${word}, later,`), end))
    await page.goto('/my/notes')
    await expect(page.getByText('This passage has changed since you saved it')).toBeVisible()
    await expect(page.locator('.my-note ins')).toContainText('later')
    await expect(page.locator('.my-note')).toContainText('(edition ')
    await publish('fact-sheet-peru', change(before, end))
    await page.reload()
    await expect(page.getByText('has changed since you saved it')).toHaveCount(0)
  })
})

test('What is followed and noted without an account stays in the browser, and is moved into the account after asking', async ({
  page,
  site,
}) => {
  await page.goto('/fact-sheets/peru')
  await page.getByRole('button', { name: 'Follow in this browser' }).click()
  await expect(page.getByText('Followed in this browser.')).toBeVisible()
  await page.getByRole('link', { name: 'Take notes' }).click()
  await page.locator('.sheet-text').getByRole('button', { name: 'Note' }).first().click()
  await page.getByLabel('Your note').fill('Use <this> figure.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved in this browser.')).toBeVisible()
  await expectAccessible(page)

  await page.goto('/my')
  const kept = page.getByRole('region', { name: 'Kept in this browser' })
  await expect(kept.getByRole('listitem')).toHaveText(['Peru', /Use <this> figure\./])
  await expect(kept.getByRole('link', { name: 'Peru' }).first()).toHaveAttribute('href', '/fact-sheets/peru')
  await expectAccessible(page)
  await page.getByRole('link', { name: /demonstration/i }).click()
  await page.getByRole('button', { name: 'Second Reader' }).click()
  await expect(page).toHaveURL(`${site.origin}/my`)
  await expect(kept).toContainText('Use <this> figure.')
  await expect(page.getByRole('region', { name: 'Saved passages and notes' })).not.toContainText('Use <this> figure.')
  await expectAccessible(page)
  await kept.getByRole('button', { name: 'Move it into my account' }).click()
  await expect(page.getByRole('region', { name: 'Saved passages and notes' })).toContainText('Use <this> figure.')
  await expect(page.getByRole('region', { name: 'You follow' })).toContainText('Peru')
  await expect(kept).toHaveCount(0)
  expect(await page.evaluate(() => [localStorage.getItem('follows'), localStorage.getItem('notes')])).toEqual([null, null])
  await page.goto('/my/notes')
  await expect(page.getByRole('heading', { level: 2, name: 'Peru' })).toBeVisible()
  await expectAccessible(page)
})

test('A page is arranged with its buttons, undone, printed as a briefing and shared by a link that ends', async ({ reader, visitor }) => {
  const page = await reader('Olga Owner')
  await page.goto('/indicators/coca-cultivation/peru')
  await page.getByRole('button', { name: 'Follow this figure' }).click()
  await page.getByRole('link', { name: 'Put on my page' }).click()
  await page.getByRole('button', { name: 'Put on “My page”' }).click()
  const figures = page.getByRole('region', { name: 'Figures you watch' })
  await expect(figures.getByRole('link', { name: /ha|hectares/ })).toBeVisible()
  await expect(figures.getByRole('img')).toBeVisible()

  await page.getByRole('link', { name: 'Customise' }).click()
  await page.getByRole('button', { name: 'Move “Figures you watch” down' }).click()
  await page.getByRole('button', { name: 'Remove “You follow”' }).click()
  await expect(page.getByRole('region', { name: 'You follow' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo the last change of this page' }).click()
  await expect(page.getByRole('region', { name: 'You follow' })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Briefing' }).click()
  await expect(page.getByRole('main')).toContainText('Coca')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Make a link' }).click()
  await expect(page.getByText('Copy the address of this page now')).toBeVisible()
  const link = page.url().replace('?new=1', '')

  const stranger = await visitor()
  const answer = await stranger.goto(link)
  expect(answer?.headers()['cache-control']).toBe('private, no-store')
  await expect(stranger.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/)
  await expect(stranger.getByRole('main')).toContainText('Coca')
  await expect(stranger.locator('body')).not.toContainText('Olga Owner')
  await page.goto('/my/briefing')
  await page.getByRole('button', { name: 'End this link' }).click()
  expect((await stranger.request.get(link)).status()).toBe(404)
})

test('What this browser keeps is listed where one would sign in, and can be deleted there', async ({ page }) => {
  await page.goto('/es/fact-sheets/peru')
  await page.getByRole('button', { name: 'Seguir en este navegador' }).click()
  await page.goto('/es/sign-in')
  const kept = page.getByRole('region', { name: 'Guardado en este navegador' })
  await kept.getByRole('link').click()
  await expect(page).toHaveURL((url) => url.pathname === '/es/fact-sheets/peru')
  await page.goto('/es/sign-in')
  await kept.getByRole('button', { name: 'Borrarlo de este navegador' }).click()
  await expect(kept).toHaveCount(0)
  expect(await page.evaluate(() => localStorage.getItem('follows'))).toBeNull()
})
