import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createImageUrlBuilder } from '@sanity/image-url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN, startLake, type TestLake } from '#tests/support/lake.ts'
import { assetCalls, bytesOf, halves, sha1, svg } from '#tests/support/pictures.ts'

describe('pictures on their way out', () => {
  let lake: TestLake
  beforeAll(async () => {
    lake = await startLake()
  })
  afterAll(() => lake.close())
  const { stored, get } = assetCalls(() => lake)

  describe('an SVG', () => {
    it('is a picture with a size, served as it is so that nothing in it can run', async () => {
      const bytes = svg(120, 60, '<script>alert(1)</script>')
      const document = await stored(bytes, '?filename=seal.svg')
      expect(document).toMatchObject({
        _id: `image-${sha1(bytes)}-120x60-svg`,
        mimeType: 'image/svg+xml',
        metadata: { dimensions: { width: 120, height: 60 } },
      })
      const delivered = await get(`${document.path}?w=50&auto=format`, { accept: 'image/webp' })
      expect(Object.fromEntries(delivered.headers)).toMatchObject({
        'content-type': 'image/svg+xml',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'x-content-type-options': 'nosniff',
      })
      expect(await bytesOf(delivered)).toEqual(bytes)
    })

    it('without width and height has those of its view, and becomes pixels when a format is asked for', async () => {
      const document = await stored(
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 40"><rect width="30" height="40" fill="#0f0"/></svg>'),
      )
      expect(document._id).toMatch(/-30x40-svg$/)
      const delivered = await get(`${document.path}?w=15&fm=png`)
      expect(delivered.headers.get('content-type')).toBe('image/png')
      expect(await sharp(await bytesOf(delivered)).metadata()).toMatchObject({ format: 'png', width: 15, height: 20 })
    })
  })

  describe('delivery', () => {
    let path: string
    let source: { _ref: string }
    beforeAll(async () => {
      const document = await stored(await halves(400, 200).jpeg({ quality: 95 }).toBuffer())
      path = document.path
      source = { _ref: document._id }
    })
    const picture = async (
      query: string,
      headers: Record<string, string> = {},
    ): Promise<{ width: number; height: number; format: string; at: (x: number, y: number) => Promise<string> }> => {
      const response = await get(`${path}?${query}`, headers)
      expect(response.status, `${query}: ${response.ok ? '' : await response.clone().text()}`).toBe(200)
      const bytes = await bytesOf(response)
      const { width, height, format } = await sharp(bytes).metadata()
      const at = async (x: number, y: number): Promise<string> => {
        const [r = 0, g = 0, b = 0, a = 255] = await sharp(bytes)
          .toColourspace('srgb')
          .ensureAlpha()
          .extract({ left: x, top: y, width: 1, height: 1 })
          .raw()
          .toBuffer()
        if (a < 128) return 'clear'
        return r > 200 && b > 200 && g > 200 ? 'white' : r > 200 ? 'red' : b > 200 ? 'blue' : g > 100 ? 'green' : 'dark'
      }
      return { width, height, format, at }
    }

    it('Original bytes are immutable, with a strong ETag that saves sending them again', async () => {
      const response = await get(path)
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': 'image/jpeg',
        'content-disposition': 'inline',
        etag: expect.stringMatching(/^"[\da-f]{40}-400x200"$/),
        'accept-ranges': 'bytes',
      })
      expect(response.headers.get('content-length')).toBe(String((await response.arrayBuffer()).byteLength))
      const again = await get(path, { 'if-none-match': `W/"x", ${response.headers.get('etag')}` })
      expect(again.status).toBe(304)
      expect(await again.text()).toBe('')
    })

    it('HEAD tells all but the bytes', async () => {
      const response = await get(path, {}, 'HEAD')
      expect(response.status).toBe(200)
      expect(Number(response.headers.get('content-length'))).toBeGreaterThan(1_000)
      expect(await response.text()).toBe('')
    })

    it('A part is sent to whoever asks for one', async () => {
      const whole = await bytesOf(await get(path))
      const middle = await get(path, { range: 'bytes=10-19' })
      expect(middle.status).toBe(206)
      expect(middle.headers.get('content-range')).toBe(`bytes 10-19/${whole.length}`)
      expect(await bytesOf(middle)).toEqual(whole.subarray(10, 20))
      expect(await bytesOf(await get(path, { range: 'bytes=-5' }))).toEqual(whole.subarray(-5))
      expect((await get(path, { range: `bytes=${whole.length}-` })).status).toBe(416)
      for (const range of ['bytes=5-2', 'bytes=a-b', 'lines=1-2', 'bytes=1-2,4-5'])
        expect((await get(path, { range })).status, range).toBe(200)
      expect((await get(path, { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200)
    })

    it('The addresses that @sanity/image-url makes are answered', async () => {
      const builder = createImageUrlBuilder({ projectId: 'local', dataset: 'production', baseUrl: `${ORIGIN}/lake` }).image({
        asset: source,
        crop: { left: 0.5, right: 0, top: 0, bottom: 0 },
        hotspot: { x: 0.9, y: 0.5, width: 0.1, height: 0.1 },
      })
      const url = new URL(builder.width(50).height(50).fit('crop').quality(60).url())
      const response = await lake.lake.handle(new Request(url))
      const bytes = await bytesOf(response)
      expect(await sharp(bytes).metadata()).toMatchObject({ width: 50, height: 50, format: 'jpeg' })
      const [red = 255, , blue = 0] = await sharp(bytes).raw().toBuffer()
      expect(red < 60 && blue > 200).toBe(true)
      expect((await get(`${path}/peru.jpg?w=10`)).status).toBe(200)
    })

    it.each([
      ['w=100', 100, 50],
      ['h=100', 200, 100],
      ['w=100&dpr=2', 200, 100],
      ['w=100&h=100', 100, 50],
      ['w=100&h=100&fit=clip', 100, 50],
      ['w=800&h=800&fit=clip', 800, 400],
      ['w=800&h=800&fit=max', 400, 200],
      ['w=800&fit=max', 400, 200],
      ['w=100&h=100&fit=crop', 100, 100],
      ['w=100&h=100&fit=scale', 100, 100],
      ['w=100&h=100&fit=fill', 100, 100],
      ['w=800&h=800&fit=fillmax', 800, 800],
      ['w=800&h=800&fit=min', 200, 200],
      ['rect=100,50,200,100', 200, 100],
      ['rect=300,0,1000,1000', 100, 200],
      ['rect=100,50,200,100&w=50', 50, 25],
      ['w=33.4', 33, 17],
      ['w=100&or=90', 50, 100],
    ])('%s gives %i × %i pixels', async (query, width, height) => {
      expect(await picture(query)).toMatchObject({ width, height, format: 'jpeg' })
    })

    it('Cropping keeps what it is told to keep', async () => {
      expect(await (await picture('w=50&h=50&fit=crop&crop=left')).at(45, 25)).toBe('red')
      expect(await (await picture('w=50&h=50&fit=crop&crop=right')).at(5, 25)).toBe('blue')
      const centre = await picture('w=50&h=50&fit=crop')
      expect([await centre.at(5, 25), await centre.at(45, 25)]).toEqual(['red', 'blue'])
      expect(await (await picture('w=50&h=50&fit=crop&crop=focalpoint&fp-x=1&fp-y=0.5')).at(5, 25)).toBe('blue')
      expect(await picture('w=50&h=50&fit=crop&crop=entropy')).toMatchObject({ width: 50, height: 50 })
      expect(await (await picture('rect=210,0,100,100')).at(5, 5)).toBe('blue')
    })

    it('Padding, background, mirror, turn and colours', async () => {
      const padded = await picture('w=100&h=100&fit=fill&bg=ff00ff00&fm=png')
      expect([await padded.at(50, 5), await padded.at(10, 50), await padded.at(90, 50)]).toEqual(['green', 'red', 'blue'])
      expect(await (await picture('w=100&h=100&fit=fill')).at(50, 5)).toBe('white')
      expect(await (await picture('w=100&h=100&fit=fill&fm=webp')).at(50, 5)).toBe('clear')
      expect(await (await picture('w=100&flip=h')).at(10, 25)).toBe('blue')
      const turned = await picture('w=100&or=90')
      expect([await turned.at(25, 10), await turned.at(25, 90)]).toEqual(['red', 'blue'])
      expect(await (await picture('w=100&invert=true&fm=png')).at(90, 25)).not.toBe('blue')
      for (const query of ['w=100&sat=-100', 'w=100&blur=50', 'w=100&sharp=40']) expect(await picture(query)).toMatchObject({ width: 100 })
    })

    it('fm chooses the format and q its size', async () => {
      for (const [fm, format] of [
        ['png', 'png'],
        ['webp', 'webp'],
        ['jpg', 'jpeg'],
        ['pjpg', 'jpeg'],
        ['avif', 'heif'],
      ] as const)
        expect(await picture(`w=40&fm=${fm}`)).toMatchObject({ format })
      const size = async (query: string): Promise<number> => (await bytesOf(await get(`${path}?${query}`))).length
      expect(await size('w=300&q=95')).toBeGreaterThan(await size('w=300&q=10'))
    })

    it('auto=format is AVIF or WebP for those who accept it, and says that it depends on that', async () => {
      expect(await picture('w=40&auto=format', { accept: 'image/avif,image/webp,*/*' })).toMatchObject({ format: 'heif' })
      expect(await picture('w=40&auto=format', { accept: 'image/webp,*/*' })).toMatchObject({ format: 'webp' })
      expect(await picture('w=40&auto=format', { accept: '*/*' })).toMatchObject({ format: 'jpeg' })
      expect(await picture('w=40&auto=format&fm=png', { accept: 'image/avif,image/webp,*/*' })).toMatchObject({ format: 'png' })
      // A large AVIF takes too long to be made unasked.
      expect(await picture('w=3000&auto=format', { accept: 'image/avif,image/webp,*/*' })).toMatchObject({ format: 'webp' })
      const response = await get(`${path}?w=40&auto=format`)
      expect(response.headers.get('vary')).toMatch(/accept/)
      expect((await get(`${path}?w=40`)).headers.get('vary')).not.toMatch(/accept/)
    })

    it('dl saves under a name of its own or that of the upload, and dlRaw saves what was uploaded, whatever else is asked for', async () => {
      const bytes = await halves(20, 10).png().toBuffer()
      const { path } = await stored(bytes, '?filename=Peru%20flag.jpeg')
      const saved = async (query: string): Promise<string | null> => (await get(`${path}?${query}`)).headers.get('content-disposition')
      expect(await saved('w=10')).toBe('inline')
      expect(await saved('dl')).toBe("attachment; filename*=UTF-8''Peru%20flag.png")
      expect(await saved('dl=true&fm=webp')).toBe("attachment; filename*=UTF-8''Peru%20flag.webp")
      expect(await saved('w=10&dl=mine.png')).toBe("attachment; filename*=UTF-8''mine.png")
      const raw = await get(`${path}?w=10&fm=webp&dlRaw=true`)
      expect(raw.headers.get('content-type')).toBe('image/png')
      expect(raw.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Peru%20flag.png")
      expect(await bytesOf(raw)).toEqual(bytes)
    })

    it('Ten who ask at once for the same picture have it made once', async () => {
      const before = (await readdir(join(lake.settings.assetsDirectory, 'pictures'))).length
      const all = await Promise.all(Array.from({ length: 10 }, () => get(`${path}?w=77`).then(bytesOf)))
      expect(all.every((bytes) => bytes.equals(all[0] ?? Buffer.alloc(0)))).toBe(true)
      expect((await readdir(join(lake.settings.assetsDirectory, 'pictures'))).length).toBe(before + 1)
      const etags = [await get(`${path}?w=77`), await get(`${path}?w=78`)].map((response) => response.headers.get('etag'))
      expect(new Set(etags).size).toBe(2)
    })

    it.each([
      'w=0',
      'w=-1',
      'w=abc',
      'w=',
      'w=9000',
      'h=1e99',
      'fit=best',
      'crop=up',
      'crop=left,',
      'rect=1,2,3',
      'rect=0,0,0,0',
      'rect=400,0,10,10',
      'fm=exe',
      'q=101',
      'bg=red',
      'auto=yes',
      'dpr=0',
      'or=45',
      'pad=-1',
      'w=50&pad=25',
      'frame=2',
      'max-w=0',
      'sat=50',
      'fp-x=2',
      'w=8000&h=8000&fit=scale',
    ])('The parameter %s is refused with 400', async (query) => {
      const response = await get(`${path}?${query}`)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ statusCode: 400, message: expect.stringMatching(/parameter|pixels/i) })
    })

    it('Parameters that nobody knows mean nothing', async () => {
      expect(await bytesOf(await get(`${path}?utm=1&mask=ellipse&txt=Peru&hotspot=1`))).toEqual(await bytesOf(await get(path)))
    })

    it.each([
      'images/local/production/nothing.png',
      'images/local/production/..%2f..%2fsecrets',
      'images/other/production/a.png',
      'images/local/other/a.png',
      `images/local/production/${'0'.repeat(40)}-1x1.png`,
      'files/local/production/x',
      'images/local',
      'files/local/production/%00',
    ])('There is nothing at %s', async (address) => {
      expect((await get(address)).status).toBe(404)
    })

    it('A moving picture stays moving when it is only scaled', async () => {
      const frames = await Promise.all(
        ['#f00', '#0f0', '#00f'].map((background) =>
          sharp({ create: { width: 40, height: 20, channels: 3, background } })
            .png()
            .toBuffer(),
        ),
      )
      const gif = await sharp(frames, { join: { animated: true } })
        .gif({ delay: [100, 100, 100] })
        .toBuffer()
      const document = await stored(gif)
      expect(document._id).toMatch(/-40x20-gif$/)
      const scaled = sharp(await bytesOf(await get(`${document.path}?w=20`)), { animated: true })
      expect(await scaled.metadata()).toMatchObject({ format: 'gif', pages: 3, pageHeight: 10, width: 20 })
      expect(await sharp(await bytesOf(await get(`${document.path}?w=10&h=10&fit=crop&fm=png`))).metadata()).toMatchObject({
        width: 10,
        height: 10,
      })
    })
  })
})
