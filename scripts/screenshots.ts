import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import { administratorClient } from '#tests/support/administrator-client.ts'
import { signInByDatabase } from '#tests/support/people.ts'
import { startSite } from '#tests/support/site.ts'
import { takeFigurePictures } from './testing/figure-pictures.ts'
import { findChromium } from './testing/chromium.ts'
import { ROOT } from './testing/program.ts'

// The pictures of the README and of docs/figures.md, from the built site with its demonstration content: build first.

const WIDTH = 1280
const HEIGHT = 900
const directory = join(ROOT, 'docs/pictures')

const { path } = await findChromium()
const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox'] })
const site = await startSite()
try {
  await mkdir(directory, { recursive: true })
  const visitor = await newPage()
  await visitor.goto('/fact-sheets/peru')
  await keep(visitor, 'fact-sheet')
  await visitor.setViewportSize({ width: 390, height: 844 })
  await keep(visitor, 'fact-sheet-narrow')

  const reader = await signInByDatabase(site.databaseUrl(), site.origin, 'Rosa Reader')
  const page = await newPage(reader.cookie)
  for (const sheet of ['colombia', 'peru']) {
    await page.goto(`/fact-sheets/${sheet}`)
    await page.getByRole('button', { name: 'Follow this fact sheet' }).click()
    await page.getByText('You now follow this fact sheet.').waitFor()
  }

  const editor = await signInByDatabase(site.databaseUrl(), site.origin, 'Edith Editor', ['editor'])
  const studio = await newPage(editor.cookie)
  await studio.goto('/studio/intent/edit/id=fact-sheet-peru;type=factSheet')
  // The first load of the Studio on a busy machine.
  await expect(studio.getByTestId('field-title').getByRole('textbox')).toBeEditable({ timeout: 60_000 })
  await keep(studio, 'studio')
  const client = await administratorClient(site)
  await takeFigurePictures({ visitor: await newPage(), studio, client, keep })

  // With the figure that those pictures left corrected in the draft: there is something to tell whoever follows the sheet.
  const sheet = { publishedId: 'fact-sheet-peru', draftId: 'drafts.fact-sheet-peru' }
  await client.action({ actionType: 'sanity.action.document.publish', ...sheet })
  await expect(async () => {
    await page.goto('/my')
    await expect(page.getByRole('heading', { name: 'Figures that changed' })).toBeVisible({ timeout: 1000 })
  }).toPass()
  await keep(page, 'my-page')
} finally {
  await browser.close()
  await site.stop()
}

async function newPage(cookie?: { readonly name: string; readonly value: string }): Promise<Page> {
  const context = await browser.newContext({ baseURL: site.origin, viewport: { width: WIDTH, height: HEIGHT }, locale: 'en-US' })
  if (cookie) await context.addCookies([{ ...cookie, url: site.origin }])
  return context.newPage()
}

/** A small picture of what the window shows. */
async function keep(page: Page, name: string) {
  const picture = await sharp(await page.screenshot())
    .webp({ quality: 70, effort: 6 })
    .toBuffer()
  await writeFile(join(directory, `${name}.webp`), picture)
  console.info(`docs/pictures/${name}.webp: ${Math.round(picture.length / 1024)} KB`)
}
