import { forgetDemonstrationPeople } from '#tests/support/people.ts'
import { expect, test } from '#tests/support/playwright.ts'
import { firstParagraph } from './first-paragraph.ts'

test.beforeEach(({ site }) => forgetDemonstrationPeople(site.databaseUrl()))

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('Following through sign-in, a change that is published, reading it, and following no longer', async ({
    page,
    site,
    publish,
    content,
  }) => {
    await page.goto('/fact-sheets/peru')
    await page.getByRole('button', { name: 'Follow this fact sheet' }).click()
    await page.getByRole('link', { name: /demonstration/i }).click()
    await page.getByRole('button', { name: 'Demonstration Reader' }).click()
    await expect(page).toHaveURL(`${site.origin}/fact-sheets/peru#followed`)
    await expect(page.getByText('You now follow this fact sheet.')).toBeVisible()

    const changes = page.getByRole('region', { name: 'Changed since you last read' })
    await page.goto('/my')
    await expect(changes).toContainText('Nothing has changed')

    const { before, end, change } = await firstParagraph(content)
    const [word = ''] = before.split(' ')
    await publish('fact-sheet-peru', change(before.replace(word, `${word}, truly,`), `${end} A sentence that was not there before.`))
    await page.goto('/my')
    await expect(page.getByText('One fact sheet that you follow has changed')).toBeVisible()
    await expect(changes.getByRole('heading', { name: 'Peru' })).toBeVisible()
    await expect(changes).toContainText('1 sentence reworded, 1 sentence added')
    // What happened is said in words, not by colour alone.
    await expect(changes.getByRole('listitem').filter({ hasText: 'Reworded' })).toContainText('added:')
    await expect(changes.getByRole('listitem').filter({ hasText: 'A sentence that was not there before.' })).toContainText('Added')

    await changes.getByRole('button', { name: 'Read it now' }).click()
    await expect(page).toHaveURL(`${site.origin}/fact-sheets/peru`)
    await page.goto('/my')
    await expect(changes).toContainText('Nothing has changed')

    await publish('fact-sheet-peru', change(before))
    await page.goto('/my')
    await expect(changes).toContainText('1 sentence removed')
    await changes.getByRole('button', { name: 'Mark as read' }).click()
    await expect(page).toHaveURL(`${site.origin}/my`)
    await expect(changes).toContainText('Nothing has changed')
    await page.getByRole('button', { name: /Stop following/ }).click()
    await expect(page.getByRole('region', { name: 'You follow' })).toContainText('You do not follow any fact sheet yet.')
  })
})

test("One person's page never reaches another, is never kept and never indexed", async ({ page, reader, request }) => {
  const one = await reader('Ana Uno')
  const other = await reader('Berta Dos')
  await one.goto('/fact-sheets/peru')
  await one.getByRole('button', { name: 'Follow this fact sheet' }).click()
  for (let round = 0; round < 5; round++) {
    const [ana, berta] = await Promise.all([one.request.get('/my'), other.request.get('/my')])
    expect(await ana.text()).toContain('Ana Uno')
    expect(await ana.text()).not.toContain('Berta Dos')
    expect(await berta.text()).toContain('Berta Dos')
    expect(await berta.text()).not.toContain('Ana Uno')
    for (const answer of [ana, berta]) {
      expect(answer.headers()['cache-control']).toBe('private, no-store')
      expect(await answer.text()).toMatch(/<meta name="robots" content="noindex/)
    }
  }
  await page.goto('/fact-sheets/peru')
  expect(await page.content()).not.toMatch(/Ana Uno|Berta Dos/)
  const stranger = await request.get('/my', { maxRedirects: 0 })
  expect([307, 303, 302]).toContain(stranger.status())
  expect(stranger.headers()['cache-control']).toBe('private, no-store')
  expect(await stranger.text()).not.toMatch(/Ana Uno|Berta Dos/)
})

test('A person sees in which browsers they are signed in, and ends the others', async ({ visitor, site }) => {
  const [first, second] = await Promise.all([visitor(), visitor()])
  for (const page of [first, second]) {
    await page.goto('/sign-in')
    await page.getByRole('link', { name: /demonstration/i }).click()
    await page.getByRole('button', { name: 'Second Editor' }).click()
    await expect(page).toHaveURL(`${site.origin}/my`)
  }
  await first.goto('/my/account')
  const sessions = first.getByRole('region', { name: 'My sessions' })
  await expect(sessions.getByRole('listitem').first()).toContainText('This browser')
  await sessions.getByRole('button', { name: 'End all other sessions' }).click()
  await expect(sessions.getByRole('listitem')).toHaveCount(1)
  await second.reload()
  await expect(second).toHaveURL(/\/sign-in\?callbackUrl=%2Fmy$/)
})

test('At the back button after signing out, nothing of the page is shown', async ({ reader }) => {
  const page = await reader('Carla Tres')
  await page.goto('/my')
  await expect(page.getByText('Carla Tres')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await page.goBack()
  await expect(page.getByText('Carla Tres')).toHaveCount(0)
})

test('The page and the pages of signing in carry at most 180 KB of scripts, compressed', async ({ reader }) => {
  const page = await reader()
  for (const path of ['/my', '/my/account', '/my/data', '/sign-in?x=1', '/sign-in/demonstration']) {
    const sizes: Promise<number>[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script')
        sizes.push(
          response
            .request()
            .sizes()
            .then(({ responseBodySize }) => responseBodySize),
        )
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    expect(total, path).toBeLessThan(180 * 1024)
    page.removeAllListeners('response')
  }
})

for (const width of [390, 1280]) {
  test(`Nothing on the page is wider than a window of ${width} pixels`, async ({ reader }) => {
    const page = await reader('A name that is rather long, as names of organisations sometimes are')
    await page.setViewportSize({ width, height: 900 })
    for (const path of ['/my', '/my/account', '/my/account/link', '/my/data', '/my/data/delete', '/sign-in', '/sign-in/demonstration']) {
      await page.goto(path)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width)
    }
  })
}
