import sharp from 'sharp'
import { createImageUrlBuilder } from '@sanity/image-url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN, startLake, type TestLake } from '#tests/support/lake.ts'
import { assetCalls, bytesOf, halves } from '#tests/support/pictures.ts'

/** Colours by a letter each; a dot is clear. */
const letters: readonly [string, readonly [number, number, number]][] = [
  ['R', [255, 0, 0]],
  ['G', [0, 255, 0]],
  ['B', [0, 0, 255]],
  ['Y', [255, 255, 0]],
  ['C', [0, 255, 255]],
  ['M', [255, 0, 255]],
  ['W', [255, 255, 255]],
  ['K', [0, 0, 0]],
  ['r', [128, 0, 0]],
  ['g', [128, 128, 128]],
  // What red, green, blue and yellow are in grey.
  ['1', [127, 127, 127]],
  ['2', [220, 220, 220]],
  ['3', [76, 76, 76]],
  ['4', [248, 248, 248]],
]

interface Seen {
  readonly width: number
  readonly height: number
  readonly format: string
  /** A letter for the colour at each of these places, each 0 to 1. */
  at(...places: readonly (readonly [number, number])[]): Promise<string>
}

async function see(response: Response): Promise<Seen> {
  expect(response.status, response.ok ? '' : await response.clone().text()).toBe(200)
  const bytes = await bytesOf(response)
  const { width, height, format } = await sharp(bytes).metadata()
  const { data } = await sharp(bytes).toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const letterAt = ([x, y]: readonly [number, number]): string => {
    const start = 4 * (Math.floor(y * (height - 1)) * width + Math.floor(x * (width - 1)))
    const [r = 0, g = 0, b = 0, alpha = 0] = data.subarray(start, start + 4)
    if (alpha < 20) return '.'
    const off = (colour: readonly [number, number, number]): number =>
      Math.abs(colour[0] - r) + Math.abs(colour[1] - g) + Math.abs(colour[2] - b)
    const [letter, colour] = letters.toSorted(([, one], [, other]) => off(one) - off(other))[0] ?? ['?', [0, 0, 0]]
    return off(colour) < 60 ? letter : `(${r},${g},${b})`
  }
  return { width, height, format, at: async (...places) => places.map(letterAt).join('') }
}

/** The corners, from the upper left one along the rows. */
const corners = [
  [0.05, 0.05],
  [0.95, 0.05],
  [0.05, 0.95],
  [0.95, 0.95],
] as const
const middle = [0.5, 0.5] as const

describe('what the parameters of a picture do', () => {
  let lake: TestLake
  let path: string
  beforeAll(async () => {
    lake = await startLake()
    const half = (background: string): { create: { width: number; height: number; channels: 3; background: string } } => ({
      create: { width: 200, height: 100, channels: 3, background },
    })
    // Red and green above, blue and yellow below: 400 × 200.
    const quarters = sharp({ create: { width: 400, height: 200, channels: 3, background: '#ff0000' } }).composite([
      { input: half('#00ff00'), left: 200, top: 0 },
      { input: half('#0000ff'), left: 0, top: 100 },
      { input: half('#ffff00'), left: 200, top: 100 },
    ])
    path = (await stored(await quarters.removeAlpha().png().toBuffer())).path
  })
  afterAll(() => lake.close())
  const { stored, get } = assetCalls(() => lake)

  // The rules of https://www.sanity.io/docs/image-urls, on a picture of 400 × 200.
  it.each([
    ['w=100', 100, 50, 'RGBY'],
    ['h=50', 100, 50, 'RGBY'],
    ['w=100&h=100', 100, 50, 'RGBY'],
    ['w=100&h=100&fit=clip', 100, 50, 'RGBY'],
    ['w=800&fit=clip', 800, 400, 'RGBY'],
    ['w=800&h=800&fit=max', 400, 200, 'RGBY'],
    ['w=100&h=100&fit=scale', 100, 100, 'RGBY'],
    ['w=100&h=100&fit=crop', 100, 100, 'RGBY'],
    ['w=100&h=100&fit=crop&crop=left', 100, 100, 'RRBB'],
    ['w=100&h=100&fit=crop&crop=right', 100, 100, 'GGYY'],
    ['w=400&h=100&fit=crop&crop=top', 400, 100, 'RGRG'],
    ['w=400&h=100&fit=crop&crop=bottom', 400, 100, 'BYBY'],
    ['w=100&h=100&fit=crop&crop=top,left', 100, 100, 'RRBB'],
    ['w=100&h=100&fit=crop&crop=focalpoint&fp-x=1&fp-y=0', 100, 100, 'GGYY'],
    ['w=100&h=100&fit=crop&crop=center', 100, 100, 'RGBY'],
    ['w=100&h=100&fit=fill', 100, 100, '....'],
    ['w=100&h=100&fit=fill&bg=00ffff', 100, 100, 'CCCC'],
    ['w=100&h=100&fit=fill&bg=0ff', 100, 100, 'CCCC'],
    ['w=100&h=100&fit=fill&bg=00ffffff', 100, 100, '....'],
    ['w=100&h=100&fit=fill&fm=jpg', 100, 100, 'WWWW'],
    ['w=800&h=800&fit=fillmax&bg=0ff', 800, 800, 'CCCC'],
    ['w=800&h=800&fit=min', 200, 200, 'RGBY'],
    ['w=200&h=200&fit=min', 200, 200, 'RGBY'],
    ['rect=0,0,200,100', 200, 100, 'RRRR'],
    ['rect=200,100,200,100&w=50', 50, 25, 'YYYY'],
    ['rect=100,50,200,100', 200, 100, 'RGBY'],
    ['w=100&dpr=2', 200, 100, 'RGBY'],
    ['w=100&h=20&dpr=3&fit=crop', 300, 60, 'RGBY'],
    ['w=100&flip=h', 100, 50, 'GRYB'],
    ['w=100&flip=v', 100, 50, 'BYRG'],
    ['w=100&flip=hv', 100, 50, 'YBGR'],
    ['w=100&or=90', 50, 100, 'BRYG'],
    ['w=100&or=180', 100, 50, 'YBGR'],
    ['w=100&or=270', 50, 100, 'GYRB'],
    ['w=100&invert=true', 100, 50, 'CMYB'],
    ['w=100&sat=-100', 100, 50, '1234'],
    ['w=100&pad=10', 100, 60, '....'],
    ['w=100&pad=10&bg=0ff', 100, 60, 'CCCC'],
    ['pad=50&bg=0ff', 500, 300, 'CCCC'],
    ['w=100&h=100&fit=crop&pad=20&bg=000', 100, 100, 'KKKK'],
    ['w=50&pad=5&dpr=2&bg=000', 100, 60, 'KKKK'],
    ['w=100&max-h=20&fit=crop', 100, 20, 'RGBY'],
    ['w=100&min-h=80&fit=crop', 100, 80, 'RGBY'],
    ['h=100&max-w=50&fit=crop&crop=left', 50, 100, 'RRBB'],
    ['h=100&min-w=300&fit=crop&crop=top', 300, 100, 'RGBY'],
    ['w=100&h=100&max-w=60&max-h=40&fit=crop', 60, 40, 'RGBY'],
    ['max-w=100&max-h=100&fit=crop', 100, 100, 'RGBY'],
    ['w=100&max-h=80&fit=crop', 100, 50, 'RGBY'],
    ['w=100&max-h=20', 100, 50, 'RGBY'],
    ['w=100&frame=1', 100, 50, 'RGBY'],
  ])('%s: %i × %i pixels, with %s in the corners', async (query, width, height, seen) => {
    const picture = await see(await get(`${path}?${query}`))
    expect(picture).toMatchObject({ width, height })
    expect(await picture.at(...corners)).toBe(seen)
  })

  it('What is padded stands whole in the middle', async () => {
    for (const query of ['w=100&h=100&fit=fill&bg=0ff', 'w=100&pad=10&bg=0ff', 'w=800&h=800&fit=fillmax&bg=0ff']) {
      const picture = await see(await get(`${path}?${query}`))
      expect(await picture.at([0.4, 0.45], [0.6, 0.45], [0.4, 0.55], [0.6, 0.55]), query).toBe('RGBY')
    }
    // Without its padding it is as large as is left for it, and never larger than it is.
    const max = await see(await get(`${path}?w=800&h=800&fit=fillmax&bg=0ff`))
    expect(await max.at([0.24, 0.5], [0.26, 0.4], [0.74, 0.4], [0.76, 0.4], [0.5, 0.37], [0.5, 0.63])).toMatch(/^C[RB][GY]CCC$/)
  })

  it('Entropy keeps the part where most is to be seen', async () => {
    const busy = await sharp({
      create: { width: 50, height: 100, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 60 }, background: '#000' },
    })
      .png()
      .toBuffer()
    const picture = sharp({ create: { width: 400, height: 100, channels: 3, background: '#0000ff' } }).composite([
      { input: busy, left: 340, top: 0 },
    ])
    const { path } = await stored(await picture.png().toBuffer())
    const deviation = async (query: string): Promise<number> => {
      const { channels } = await sharp(await bytesOf(await get(`${path}?${query}`))).stats()
      return channels[0]?.stdev ?? 0
    }
    expect(await deviation('w=100&h=100&fit=crop&crop=entropy')).toBeGreaterThan(20)
    expect(await deviation('w=100&h=100&fit=crop&crop=left')).toBeLessThan(1)
  })

  it('Blurred edges are soft, and sharpened ones harder than they were', async () => {
    const reds = async (query: string): Promise<readonly number[]> => {
      const bytes = await bytesOf(await get(`${path}?${query}&fm=png`))
      const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
      const row = Math.floor(info.height / 4)
      return Array.from({ length: info.width }, (_, x) => data[(row * info.width + x) * 3] ?? 0)
    }
    const between = (values: readonly number[]): number => values.filter((value) => value > 20 && value < 235).length
    const plain = between(await reds('w=200'))
    expect(between(await reds('w=200&blur=30'))).toBeGreaterThan(plain + 4)
    expect(between(await reds('w=200&blur=100'))).toBeGreaterThan(between(await reds('w=200&blur=30')))
    const greys = sharp({ create: { width: 100, height: 100, channels: 3, background: '#646464' } })
      .composite([{ input: { create: { width: 50, height: 100, channels: 3, background: '#9c9c9c' } }, left: 0, top: 0 }])
      .blur(3)
    const { path: soft } = await stored(
      await sharp(await greys.png().toBuffer())
        .removeAlpha()
        .png()
        .toBuffer(),
    )
    const brightest = async (query: string): Promise<number> => {
      const { channels } = await sharp(await bytesOf(await get(`${soft}?fm=png&${query}`))).stats()
      return channels[0]?.max ?? 0
    }
    const [as0, as20, as100] = [await brightest('sharp=0'), await brightest('sharp=20'), await brightest('sharp=100')]
    expect(as20).toBeGreaterThan(as0 + 2)
    expect(as100).toBeGreaterThan(as20)
  })

  it('q: less of it makes a smaller file, in each format that loses something', async () => {
    const photo = sharp({
      create: { width: 200, height: 200, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 40 }, background: '#000' },
    })
    const { path } = await stored(await photo.blur(1).png().toBuffer())
    const size = async (query: string): Promise<number> => (await bytesOf(await get(`${path}?${query}`))).length
    for (const fm of ['jpg', 'pjpg', 'webp', 'avif']) {
      expect(await size(`fm=${fm}&q=20`), fm).toBeLessThan(await size(`fm=${fm}&q=90`))
      expect(await size(`fm=${fm}`), fm).toBe(await size(`fm=${fm}&q=75`))
    }
  })

  it('bg fills what is see-through', async () => {
    const clear = sharp({ create: { width: 40, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    const { path } = await stored(await clear.png().toBuffer())
    for (const [query, seen] of [
      ['w=20', '.'],
      ['w=20&bg=f00', 'R'],
      ['w=20&bg=ff00', 'R'],
      ['w=20&bg=0000ff', 'B'],
      ['w=20&fm=jpg', 'W'],
      ['w=20&fm=jpg&bg=ff0000ff', 'B'],
    ] as const)
      expect(await (await see(await get(`${path}?${query}`))).at(middle), query).toBe(seen)
  })

  it('frame=1 makes a moving picture stand still, as its first picture; else it keeps moving, also as WebP', async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: 40, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer()
    const { path } = await stored(gif)
    const pages = async (query: string, accept = ''): Promise<[string, number]> => {
      const { format, pages = 1 } = await sharp(await bytesOf(await get(`${path}?${query}`, { accept }))).metadata()
      return [format, pages]
    }
    expect(await pages('w=20')).toEqual(['gif', 2])
    expect(await pages('w=20&auto=format', 'image/avif,image/webp')).toEqual(['webp', 2])
    expect(await pages('w=20&frame=1')).toEqual(['gif', 1])
    expect(await pages('w=20&frame=1&auto=format', 'image/avif,image/webp')).toEqual(['heif', 1])
    expect(await (await see(await get(`${path}?w=20&frame=1&fm=png`))).at(middle)).toBe('R')
  })

  it('Every method of the builder of @sanity/image-url is answered as it means', async () => {
    const id = `image-${path.split('/').at(-1)?.replace('.', '-')}`
    const builder = createImageUrlBuilder({ projectId: 'local', dataset: 'production', baseUrl: `${ORIGIN}/lake` }).image(id)
    const made = async (built: { url(): string }): Promise<Seen> => see(await lake.lake.handle(new Request(built.url())))
    expect(await made(builder.width(100).maxHeight(30).fit('crop'))).toMatchObject({ width: 100, height: 30 })
    expect(await made(builder.height(100).minWidth(250).maxWidth(300).minHeight(10).fit('crop'))).toMatchObject({ width: 250, height: 100 })
    expect(await made(builder.size(60, 60).fit('crop').focalPoint(1, 0).crop('focalpoint').format('jpg'))).toMatchObject({
      format: 'jpeg',
      width: 60,
    })
    const all = builder
      .size(80, 80)
      .fit('fill')
      .bg('0ff')
      .pad(10)
      .frame(1)
      .dpr(2)
      .quality(50)
      .auto('format')
      .blur(1)
      .sharpen(1)
      .orientation(180)
    const picture = await made(
      all.flipHorizontal().flipVertical().invert(false).saturation(-100).forceDownload('x.png').vanityName('x.png'),
    )
    expect(picture).toMatchObject({ width: 160, height: 160, format: 'png' })
    const cropped = await made(builder.rect(0, 0, 200, 100).ignoreImageParams())
    expect(await cropped.at(...corners)).toBe('RRRR')
  })

  it('A photograph that lies on its side is cut and measured as it is seen', async () => {
    const { path } = await stored(
      await halves(40, 20).withMetadata({ orientation: 6 }).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer(),
    )
    const picture = await see(await get(`${path}?rect=0,0,20,20&fm=png`))
    expect(picture).toMatchObject({ width: 20, height: 20 })
    expect(await picture.at(middle)).toBe('R')
  })
})
