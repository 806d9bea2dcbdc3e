import { randomUUID } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { createImageUrlBuilder } from '@sanity/image-url'
import sharp from 'sharp'
import { fillField, publishInStudio, uploadPicture } from '#tests/e2e/studio-form.ts'
import { expect, OPEN_MS_MAX, test } from '#tests/e2e/studio-test.ts'

const [WIDTH, HEIGHT] = [600, 400]
const RED = '#cc0000'
const GREEN = '#00aa00'
const BLUE = '#0000cc'
const YELLOW = '#cccc00'
/** How exactly a pointer hits, as a part of the picture's side. */
const AIM = 0.015

test.describe.configure({ timeout: 360_000 })

/** What is cut off at each side and what must be seen, as parts of the picture. */
interface Framing {
  readonly crop: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
  readonly hotspot: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** Red and green above, blue and yellow below. */
async function quarters(): Promise<Buffer> {
  const quarter = (background: string) =>
    sharp({ create: { width: WIDTH / 2, height: HEIGHT / 2, channels: 3, background } })
      .png()
      .toBuffer()
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: RED } })
    .composite([
      { input: await quarter(GREEN), left: WIDTH / 2, top: 0 },
      { input: await quarter(BLUE), left: 0, top: HEIGHT / 2 },
      { input: await quarter(YELLOW), left: WIDTH / 2, top: HEIGHT / 2 },
    ])
    .png()
    .toBuffer()
}

/** The dialog in which a picture is framed, when the picture is there. */
async function openFraming(page: Page): Promise<Locator> {
  await page.getByTestId('options-menu-edit-details').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.locator('[data-handle="hotspot"]')).toBeVisible()
  return dialog
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error('It is not shown.')
  return box
}

/** How the dialog shows the picture framed. */
async function shownIn(dialog: Locator): Promise<Framing> {
  const picture = await boxOf(dialog.locator('svg > image').first())
  const [crop, hotspot] = [
    await boxOf(dialog.locator('[data-handle="crop"]').last()),
    await boxOf(dialog.locator('[data-handle="hotspot"]')),
  ]
  const across = (x: number) => (x - picture.x) / picture.width
  const down = (y: number) => (y - picture.y) / picture.height
  return {
    crop: {
      left: across(crop.x),
      right: 1 - across(crop.x + crop.width),
      top: down(crop.y),
      bottom: 1 - down(crop.y + crop.height),
    },
    hotspot: {
      x: across(hotspot.x + hotspot.width / 2),
      y: down(hotspot.y + hotspot.height / 2),
      width: hotspot.width / picture.width,
      height: hotspot.height / picture.height,
    },
  }
}

/** How far apart two framings are, at most. */
function distance(one: Framing, other: Framing): number {
  const numbers = ({ crop, hotspot: { x, y, width, height } }: Framing) => [
    crop.left,
    crop.right,
    crop.top,
    crop.bottom,
    x,
    y,
    width,
    height,
  ]
  const others = numbers(other)
  return Math.max(...numbers(one).map((number, index) => Math.abs(number - (others[index] ?? NaN))))
}

/** The place of the picture once the dialog stands still: it grows while the picture loads. */
async function stillBox(picture: Locator) {
  let last = await boxOf(picture)
  await expect
    .poll(
      async () => {
        const [before, now] = [last, await boxOf(picture)]
        last = now
        return JSON.stringify(now) === JSON.stringify(before)
      },
      { intervals: [500] },
    )
    .toBe(true)
  return last
}

/** Drags a handle by parts of the picture's sides, and lets go when the dialog shows what is wanted; else from where it began, once more. */
async function drag(page: Page, dialog: Locator, handle: string, by: { x: number; y: number }, wanted: Framing): Promise<void> {
  const grip = dialog.locator(`[data-handle="${handle}"]`)
  await expect(async () => {
    const picture = await stillBox(dialog.locator('svg > image').first())
    // Waits until nothing lies over the handle.
    await grip.hover({ timeout: 5000 })
    const at = await boxOf(grip)
    const [x, y] = [at.x + at.width / 2, at.y + at.height / 2]
    await page.mouse.down()
    await page.mouse.move(x + by.x * picture.width, y + by.y * picture.height, { steps: 8 })
    const isThere = await expect
      .poll(async () => distance(await shownIn(dialog), wanted), { message: `what ${handle} was dragged to`, timeout: 10_000 })
      .toBeLessThan(AIM)
      .then(() => true)
      .catch(() => false)
    if (!isThere) await page.mouse.move(x, y, { steps: 8 })
    await page.mouse.up()
    expect(isThere, `what ${handle} was dragged to`).toBe(true)
  }).toPass({ timeout: OPEN_MS_MAX })
}

/** The colour of a picture at a place, given as parts of its sides. */
async function colourAt(picture: Buffer, x: number, y: number): Promise<string> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const start = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
  return `#${[...data.subarray(start, start + 3)].map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

test('What is dragged in the dialog of a picture is kept in the document, and its public addresses follow', async ({
  editor,
  visitor,
  content,
  site,
}) => {
  const id = `institution-${randomUUID()}`
  await content.create({ _id: `drafts.${id}`, _type: 'institution', name: 'Bureau of Quarters', printLabel: 'banner' })
  const page = await editor()
  await page.goto(`/studio/intent/edit/id=${id};type=institution`)
  await expect(page.getByTestId('field-name').getByRole('textbox')).toBeEditable({ timeout: OPEN_MS_MAX })
  await uploadPicture(page, content, { id, field: 'seal', name: 'quarters.png', bytes: await quarters() })

  const dialog = await openFraming(page)
  const whole = { left: 0, right: 0, top: 0, bottom: 0 }
  const smaller = { x: 0.5, y: 0.5, width: 0.4, height: 0.4 }
  await drag(page, dialog, 'hotspotHandle', { x: -0.3, y: -0.3 }, { crop: whole, hotspot: smaller })
  const moved = { ...smaller, x: 0.75, y: 0.75 }
  await drag(page, dialog, 'hotspot', { x: 0.25, y: 0.25 }, { crop: whole, hotspot: moved })
  const framed = { crop: { ...whole, left: 0.25 }, hotspot: moved }
  await drag(page, dialog, 'crop-left', { x: 0.25, y: 0 }, framed)
  const kept = async () => (await content.getDocument<{ seal?: Framing }>(`drafts.${id}`))?.seal
  await expect.poll(async () => distance((await kept()) ?? { crop: whole, hotspot: smaller }, framed)).toBeLessThan(AIM)
  expect(await kept()).toMatchObject({ crop: { _type: 'sanity.imageCrop' }, hotspot: { _type: 'sanity.imageHotspot' } })
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await fillField(page.getByTestId('field-seal.alt').getByRole('textbox'), 'Four quarters')
  await publishInStudio(page)

  const seal = (await content.getDocument<{ seal: Framing }>(id))?.seal
  if (!seal) throw new Error('The seal was not published.')
  const slug = `quarters-${id}`
  await content.create({
    _id: slug,
    _type: 'factSheet',
    title: 'Quarters',
    slug: { _type: 'slug', current: slug },
    language: 'en',
    institution: { _type: 'reference', _ref: id },
  })
  const reader = await visitor()
  await reader.goto(`/fact-sheets/${slug}`)
  const shown = reader.getByRole('img', { name: 'Four quarters' })
  const left = Math.round(seal.crop.left * WIDTH)
  expect(new URL((await shown.getAttribute('src')) ?? '', site.origin).searchParams.get('rect')).toBe(`${left},0,${WIDTH - left},${HEIGHT}`)
  await expect(shown).toHaveAttribute('width', String(WIDTH - left))
  await expect(shown).toHaveAttribute('height', String(HEIGHT))
  const cropped = await (await reader.request.get((await shown.getAttribute('src')) ?? '')).body()
  expect(await sharp(cropped).metadata()).toMatchObject({ width: WIDTH - left, height: HEIGHT })
  // A quarter is cut off at the left: red and blue have a third of what is left.
  expect(await Promise.all([0.25, 0.45].map((x) => colourAt(cropped, x, 0.25)))).toEqual([RED, GREEN])
  expect(await Promise.all([0.25, 0.45].map((x) => colourAt(cropped, x, 0.75)))).toEqual([BLUE, YELLOW])

  // Four times as wide as high: a strip about the hotspot, where one in the middle would show all four.
  const builder = createImageUrlBuilder({ projectId: 'local', dataset: 'production', baseUrl: `${site.origin}/lake` })
  const strip = await (await reader.request.get(builder.image(seal).width(400).height(100).url())).body()
  const { width, height } = await sharp(strip).metadata()
  expect(height).toBe(100)
  // The builder cuts by whole pixels.
  expect(Math.abs(width - 400)).toBeLessThan(4)
  for (const y of [0.1, 0.9]) expect(await Promise.all([0.2, 0.8].map((x) => colourAt(strip, x, y)))).toEqual([BLUE, YELLOW])

  await page.reload()
  expect(distance(await shownIn(await openFraming(page)), seal), 'how the dialog shows it later').toBeLessThan(AIM)
})
