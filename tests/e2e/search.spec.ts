import { expect, test } from '#tests/support/playwright.ts'

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('A question from the head of a page is answered with the figure, its time, source and sheet, above the results', async ({
    page,
  }) => {
    await page.goto('/fact-sheets/peru')
    const search = page.getByRole('search')
    await search.getByRole('searchbox', { name: 'Search this site' }).fill('peru coca 2014')
    await search.getByRole('button', { name: 'Search' }).click()
    const answer = page.getByRole('region', { name: 'Coca under cultivation, Peru, 2014' })
    await expect(answer).toContainText('46,500 hectares')
    await expect(answer).toContainText('42,900 hectares')
    await expect(answer.getByRole('link', { name: /Bureau of International Narcotics|Peru/ }).first()).toBeVisible()
    await expect(answer.getByRole('link', { name: 'All values and their sources' })).toHaveAttribute(
      'href',
      '/indicators/coca-cultivation/peru',
    )
    await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/)
    await page
      .getByRole('navigation', { name: 'Narrow down' })
      .getByRole('link', { name: /^Fact sheets/ })
      .click()
    await expect(page.getByRole('heading', { name: 'One result' })).toBeVisible()
    await page.getByRole('link', { name: 'Take away: Fact sheets' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Figure' }).first()).toBeVisible()
  })

  test('What cannot be looked for is said at the field, in the language of the page', async ({ page, watch }) => {
    watch.allow(/status of 400/)
    const answer = await page.goto('/es/search?q=%5B%5D')
    expect(answer?.status()).toBe(400)
    await expect(page.getByRole('alert')).toContainText('Escriba al menos una palabra')
    await expect(page.getByRole('searchbox')).toHaveAccessibleDescription(/Escriba al menos una palabra/)
  })

  test('In Arabic a question is answered on a narrow screen, and nothing scrolls sideways', async ({ visitor }) => {
    const page = await visitor({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    await page.goto('/ar/search?q=بيرو كوكا ٢٠١٤')
    await expect(page.getByRole('region', { name: /بيرو/ })).toContainText('46,500')
    await expect(page.locator('ol.found a').first()).toHaveAttribute('href', /^\/ar\//)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})

test('Suggestions come on first use, and are chosen by the keyboard; no page is read with their module', async ({ page }) => {
  const modules: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('search-suggestions')) modules.push(request.url())
  })
  await page.goto('/faq')
  await page.waitForLoadState('load')
  expect(modules).toEqual([])
  await page.getByRole('searchbox').focus()
  const field = page.getByRole('combobox', { name: 'Search this site' })
  await field.pressSequentially('peru coca under cul')
  const option = page.getByRole('option').first()
  await expect(option).toContainText('Coca under cultivation, Peru')
  await page.keyboard.press('Escape')
  await expect(option).toBeHidden()
  await field.pressSequentially('t')
  await expect(option).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(option).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Coca under cultivation, Peru')
  expect(modules).toHaveLength(1)
})

test('A correction is in the answer as soon as its publication is answered', async ({ page, content }) => {
  const id = 'observation-of-the-search-test'
  const known = await content.getDocument<Record<string, unknown>>('observation-pe-coca-cultivation-2014-pe-inl-2015')
  if (!known) throw new Error('The seed has no figure for 2014.')
  const { _rev, _createdAt, _updatedAt, ...fields } = known
  await content.create({
    ...fields,
    _id: id,
    _type: 'observation',
    value: 47_123,
    asPrinted: '47,123',
    period: { _type: 'period', type: 'year', start: '2031', end: '2031' },
  })
  await page.goto('/search?q=peru+coca+2031')
  await expect(page.locator('.answer-value')).toContainText('47,123 hectares')
  await content.delete(id)
  await page.goto('/search?q=peru+coca+2031')
  await expect(page.locator('.answer-value')).toHaveCount(0)
})
