import { expect, test } from '#tests/support/playwright.ts'
import { sheetWords } from './sheet-words.ts'

const PAGE = '/indicators/coca-cultivation/peru'

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('A figure opens where it stands by mouse, says what it rests on, and closes again; the words of the sheet stay the same', async ({
    page,
  }) => {
    await page.goto('/fact-sheets/peru')
    const words = await sheetWords(page)
    const figure = page.locator('a.figure', { hasText: 'estimated 46,500 hectares (ha)' })
    await figure.click()
    const note = page.locator('.figure-note:target')
    await expect(note).toBeVisible()
    await expect(note).toBeInViewport()
    // The sentence is still to be seen beside or above its note.
    await expect(figure).toBeInViewport()
    await expect(note).toContainText('Coca under cultivation, Peru')
    await expect(note).toContainText('2014')
    await expect(note).toContainText('U.S. estimates')
    await expect(note).toContainText(/UN estimates\s*42,900 hectares/)
    await expect(note.getByRole('link', { name: 'Bureau of International Narcotics' })).toHaveAttribute('href', /219177/)
    expect(await sheetWords(page)).toEqual(words)
    await note.getByText('Close').click()
    await expect(page.locator('.figure-note:visible')).toHaveCount(0)
    await page.goBack()
    await expect(note).toBeVisible()
    await note.getByRole('link', { name: 'All values' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Coca under cultivation, Peru')
  })

  test('By touch a figure opens on a narrow screen too, and nothing scrolls sideways', async ({ visitor }) => {
    const page = await visitor({ javaScriptEnabled: false, hasTouch: true, viewport: { width: 390, height: 844 } })
    await page.goto('/es/fact-sheets/peru')
    await page.locator('a.figure').first().tap()
    await expect(page.locator('.figure-note:target')).toBeInViewport()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })

  test('A claim says that its source states it', async ({ page }) => {
    await page.goto('/fact-sheets/peru')
    await page.locator('a.figure', { hasText: 'the lowest in recent years' }).click()
    await expect(page.locator('.figure-note:target')).toContainText('Stated by the source itself')
  })
})

test('With the keyboard a figure is opened and closed, and the focus is back where it was', async ({ page }) => {
  await page.goto('/fact-sheets/peru')
  const figure = page.locator('a.figure').nth(2)
  await figure.focus()
  await page.keyboard.press('Enter')
  const note = page.locator('.figure-note:target')
  await expect(note).toBeFocused()
  await note.getByText('Close').focus()
  await page.keyboard.press('Enter')
  await expect(figure).toBeFocused()
  await expect(page.locator('.figure-note:visible')).toHaveCount(0)
})

test('The page of a figure has its history as a picture, in sentences and as a table, and says where series disagree', async ({ page }) => {
  await page.goto(PAGE)
  await expect(page.getByRole('img', { name: 'Coca under cultivation in Peru by period and series' })).toBeVisible()
  await expect(page.getByText(/From 1991 to 2021 the values of the series “U\.S\. estimates” range/)).toBeVisible()
  const values = page.getByRole('region', { name: 'All values by period and source' })
  await expect(values.getByRole('row').filter({ hasText: 'estimated 46,500 hectares' })).toHaveCount(1)
  await expect(page.getByText('2014: U.S. estimates: 46,500 hectares and UN estimates: 42,900 hectares.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Fact sheets that give it' }).getByRole('link')).toHaveText(['Peru'])
  await expect(page.getByRole('navigation', { name: 'You are here' }).getByRole('link')).toHaveText([
    'Figures',
    'Coca under cultivation',
    'Peru',
  ])
})

test('A value that is superseded is struck on the page of its figure, with the reason', async ({ page, content }) => {
  const wrong = await content.getDocument('observation-pe-coca-cultivation-2014-pe-inl-2015')
  if (!wrong) throw new Error('The seed has no such observation.')
  const { _id, _rev, _createdAt, _updatedAt, ...fields } = wrong
  await content.createOrReplace({
    ...fields,
    _id: 'observation-corrected-by-a-test',
    _type: 'observation',
    value: 46_501,
    asPrinted: '46,501 hectares',
    supersedes: { _type: 'reference', _ref: _id },
    supersession: { kind: 'correction', reason: 'A test counted one more.' },
  })
  await page.goto(PAGE)
  await expect(page.locator('del')).toHaveText(['estimated 46,500 hectares'])
  await expect(page.locator(`[id="${_id}"]`)).toContainText('correction: A test counted one more.')
  await page.goto('/fact-sheets/peru')
  await expect(page.locator('a.figure', { hasText: 'estimated 46,500 hectares (ha)' })).toBeVisible()
  await page.goto('/fact-sheets/peru#figure-3')
  await expect(page.locator('.figure-note:target')).toContainText('estimated 46,501 hectares (correction: A test counted one more.)')
  await content.delete('observation-corrected-by-a-test')
})

for (const [kind, type] of [
  ['csv', 'text/csv'],
  ['json', 'application/json'],
] as const) {
  test(`All values of a figure are to be had as ${kind}, kept by their entity tag`, async ({ request }) => {
    const answer = await request.get(`${PAGE}.${kind}`)
    expect(answer.status()).toBe(200)
    expect(answer.headers()['content-type']).toContain(type)
    expect(await answer.text()).toContain('pe-coca-cultivation-2014-pe-inl-2015')
    const again = await request.get(`${PAGE}.${kind}`, { headers: { 'If-None-Match': answer.headers()['etag'] ?? '' } })
    expect(again.status()).toBe(304)
    expect((await request.get(`/indicators/coca-cultivation/atlantis.${kind}`)).status()).toBe(404)
  })
}

test('Pages of figures have an address of their own, long titles and descriptions, and data for machines', async ({ page }) => {
  for (const path of [PAGE, `/es${PAGE}`, '/indicators/coca-cultivation', '/indicators']) {
    await page.goto(path)
    expect((await page.title()).length, path).toBeGreaterThanOrEqual(20)
    const description = await page.locator('meta[name=description]').getAttribute('content')
    expect(description?.length, path).toBeGreaterThanOrEqual(50)
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', new RegExp(`${path}$`))
  }
  await page.goto(PAGE)
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '')
  expect(data['@graph'][0]).toMatchObject({ '@type': 'Dataset', variableMeasured: 'Coca under cultivation', spatialCoverage: 'Peru' })
  expect(data['@graph'].length).toBeGreaterThan(10)
})

test('What is not measured, or not there, has no page', async ({ page, watch }) => {
  watch.allow(/status of 404/)
  for (const path of ['/indicators/rainfall', '/indicators/rainfall/peru', '/indicators/coca-cultivation/atlantis']) {
    expect((await page.goto(path))?.status(), path).toBe(404)
  }
})

test('From the list of all figures one gets to a comparison of places, and on to all values of one', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Figures' }).click()
  await page.getByRole('link', { name: 'Coca under cultivation', exact: true }).click()
  await page.getByRole('rowheader', { name: 'Colombia' }).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Coca under cultivation, Colombia')
})
