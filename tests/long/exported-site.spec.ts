import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContext } from '@playwright/test'
import { readManifest } from '#lib/site-copy/manifest.ts'
import { faultyLinks } from '#tests/support/copy-links.ts'
import { expect, test } from '#tests/support/playwright.ts'
import { runScript } from '#tests/support/start.ts'

/** What a browser did that shows no copy by itself. */
function complaintsOf(context: BrowserContext): readonly string[] {
  const complaints: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  context.on('weberror', (error) => complaints.push(error.error().message))
  context.on('request', (request) => {
    if (!request.url().startsWith('file:')) complaints.push(`asked for ${request.url()}`)
  })
  return complaints
}

test('The whole site, exported beside the running one, is read, searched and verified by file: alone', async ({ browser, site }) => {
  test.setTimeout(600_000)
  const above = await mkdtemp(join(tmpdir(), 'chancery-export-'))
  // Spaces, letters of other scripts, and what means something in addresses.
  const directory = join(above, 'Una copia ñ #1 100% عربي')
  const environment = { DATABASE_URL: site.databaseUrl(), DATA_DIR: site.dataDirectory, PORT: new URL(site.origin).port }
  const { code, output } = await runScript('scripts/export-site.ts', environment, { args: ['--to', directory] })
  expect(code, output).toBe(0)
  expect(output).toMatch(/\d{3,} pages, \d+ editions/)
  expect(await faultyLinks(directory, site.origin)).toEqual([])
  const files = (await readManifest(directory))?.files.map(({ file }) => file) ?? []
  for (const file of [
    'fact-sheets/peru/editions/1.json',
    'indicators/coca-cultivation/peru.csv',
    'corrections.atom',
    'feed.atom',
    'sitemap.xml',
    'well-known/chancery-keys.json',
  ])
    expect(files).toContain(file)

  const context = await browser.newContext()
  const complaints = complaintsOf(context)
  const page = await context.newPage()
  const open = (file: string) => page.goto(pathToFileURL(join(directory, file)).href)
  await open('index.html')
  await expect(page.getByText('This is a copy of')).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Peru' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Peru')
  await page.locator('a.figure', { hasText: 'estimated 46,500 hectares (ha)' }).click()
  await page.locator('.figure-note:target').getByRole('link', { name: 'All values' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Coca under cultivation, Peru')
  await page.getByRole('link', { name: 'العربية' }).click()
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('المساحة المزروعة بالكوكا، بيرو')
  await open('fact-sheets/peru/index.html')
  await page.getByRole('link', { name: 'All editions' }).click()
  await page.getByRole('link', { name: 'Edition 1', exact: true }).click()
  await expect(page.locator('.edition-notice')).toContainText('This is edition 1, of')

  await page.getByText('This is a copy of').getByRole('link', { name: 'Search' }).click()
  await page.locator('#copy-query').fill('peru coca 2014 46,500')
  await page.locator('#copy-query').press('Enter')
  await page
    .locator('#copy-results')
    .getByRole('link', { name: /Coca under cultivation, Peru, 2014:.* 46,500 hectares/ })
    .first()
    .click()
  await expect(page.locator('tr:target')).toContainText('46,500 hectares')
  await open('ar/search/index.html')
  await page.locator('#copy-query').fill('بيرو')
  await page.locator('#copy-query').press('Enter')
  await expect(page.locator('#copy-results li').first()).toBeVisible()

  await open('verify/index.html')
  const genuine = join(directory, 'fact-sheets/peru/editions/1.json')
  const changed = join(above, 'changed.json')
  const text = await readFile(genuine, 'utf8')
  await writeFile(changed, text.replace('46500', '46501'))
  expect(await readFile(changed, 'utf8')).not.toBe(text)
  await page.locator('#copy-files').setInputFiles([genuine, changed])
  await expect(page.locator('[data-verdict]')).toHaveText([
    /1\.json: Genuine\. This is edition 1 of “.*”/,
    /changed\.json: Not genuine: its text/,
  ])
  await page.locator('#copy-text').fill((JSON.parse(text) as { hash: string }).hash.slice(0, 12))
  await page.locator('#copy-files').setInputFiles([])
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByRole('link', { name: 'Read this edition' }).click()
  await expect(page.locator('.edition-notice')).toContainText('This is edition 1, of')
  expect(complaints).toEqual([])
  await context.close()
  await rm(above, { recursive: true, force: true })
})
