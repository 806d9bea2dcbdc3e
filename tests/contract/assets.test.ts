import { readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { ORIGIN, startLake, type TestLake } from '#tests/support/lake.ts'
import { assetCalls, bytesOf, halves, noise, pngChunk, sha1, svg, withPngSize } from '#tests/support/pictures.ts'

const GPS = { IFD0: { Copyright: 'secret owner', Model: 'secret camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } }

describe('pictures and files', () => {
  let lake: TestLake
  beforeAll(async () => {
    lake = await startLake()
  })
  afterAll(() => lake.close())

  const { upload, stored, get } = assetCalls(() => lake)

  it('The client uploads a picture and gets the document that Sanity would give', async () => {
    const bytes = await halves(64, 32).png().toBuffer()
    const hash = sha1(bytes)
    const document = await lake.client('editor').assets.upload('image', bytes, {
      filename: 'flag.png',
      title: 'Flag',
      label: 'l',
      description: 'd',
      creditLine: 'c',
      source: { id: 's1', name: 'source', url: 'http://s' },
    })
    expect(document).toMatchObject({
      _id: `image-${hash}-64x32-png`,
      _type: 'sanity.imageAsset',
      _rev: expect.any(String),
      _createdAt: expect.any(String),
      assetId: hash,
      sha1hash: hash,
      extension: 'png',
      mimeType: 'image/png',
      size: bytes.length,
      originalFilename: 'flag.png',
      title: 'Flag',
      label: 'l',
      description: 'd',
      creditLine: 'c',
      source: { id: 's1', name: 'source', url: 'http://s' },
      path: `images/local/production/${hash}-64x32.png`,
      url: `${ORIGIN}/lake/images/local/production/${hash}-64x32.png`,
      metadata: {
        _type: 'sanity.imageMetadata',
        dimensions: { _type: 'sanity.imageDimensions', width: 64, height: 32, aspectRatio: 2 },
        hasAlpha: false,
        isOpaque: true,
        lqip: expect.stringMatching(/^data:image\/jpeg;base64,/),
        blurHash: expect.stringMatching(/^.{28}$/),
        palette: {
          _type: 'sanity.imagePalette',
          dominant: {
            _type: 'sanity.imagePaletteSwatch',
            background: expect.stringMatching(/^#(?:ff0000|0000ff)$/),
            foreground: '#fff',
            title: '#fff',
            population: 50,
          },
          vibrant: { background: expect.any(String) },
          muted: { background: expect.any(String), population: 0 },
        },
      },
    })
    expect(await lake.client().fetch('*[_id == $id][0].size', { id: document._id })).toBe(bytes.length)
    const delivered = await get(document.path)
    expect(delivered.status).toBe(200)
    expect(await bytesOf(delivered)).toEqual(bytes)
  })

  it('The same picture again is the same document, unchanged, even uploaded ten times at once', async () => {
    const bytes = await halves(20, 20).webp({ lossless: true }).toBuffer()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => upload(bytes, `?filename=${index}.webp`).then((response) => response.json())),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    const { rows } = await lake.pool.query('select 1 from lake.change where document_id = $1', [answers[0].document._id])
    expect(rows).toHaveLength(1)
  })

  it('A file is kept byte for byte, under its ending', async () => {
    const document = await lake
      .client('editor')
      .assets.upload('file', Buffer.from('a,b\n1,2\n'), { filename: 'Figures.CSV', contentType: 'text/html' })
    const hash = sha1(Buffer.from('a,b\n1,2\n'))
    expect(document).toMatchObject({
      _id: `file-${hash}-csv`,
      _type: 'sanity.fileAsset',
      mimeType: 'text/csv',
      originalFilename: 'Figures.CSV',
      size: 8,
      path: `files/local/production/${hash}.csv`,
    })
    const delivered = await get(document.path)
    expect(await delivered.text()).toBe('a,b\n1,2\n')
    expect(delivered.headers.get('content-disposition')).toBe('attachment')
    expect((await get(`${document.path}?dl=${encodeURIComponent("Año's (1).csv")}`)).headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''A%C3%B1o%27s%20%281%29.csv",
    )
  })

  it.each(['page.html', 'script.js', 'picture.svg', 'noending', 'x.__proto__', 'a.php'])(
    'The file %s is only bytes to be saved',
    async (filename) => {
      const response = await upload(Buffer.from(`<script>alert(1)</script>${filename}`), `?filename=${filename}`, 'files', 'editor', {
        'content-type': 'text/html',
      })
      const { document } = await response.json()
      expect(document.mimeType).toBe('application/octet-stream')
      const delivered = await get(document.path)
      expect(Object.fromEntries(delivered.headers)).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining('sandbox'),
      })
    },
  )

  it.each<[string, () => Promise<Buffer>]>([
    ['jpg', () => halves(60, 20).jpeg().toBuffer()],
    ['png', () => halves(60, 20).png().toBuffer()],
    ['webp', () => halves(60, 20).webp().toBuffer()],
    ['gif', () => halves(60, 20).gif().toBuffer()],
    ['avif', () => halves(60, 20).avif().toBuffer()],
    ['tif', () => halves(60, 20).tiff().toBuffer()],
    ['svg', async () => svg(60, 20)],
  ])('What is delivered of a %s hashes to its id, its document and the header that an export compares', async (extension, make) => {
    const document = await stored(await make())
    const delivered = await get(document.path)
    const hash = sha1(await bytesOf(delivered))
    expect(document).toMatchObject({ _id: `image-${hash}-60x20-${extension}`, sha1hash: hash, assetId: hash })
    expect(delivered.headers.get('x-sanity-sha1')).toBe(hash)
    expect((await get(`${document.path}?w=10&fm=png`)).headers.get('x-sanity-sha1')).toBeNull()
  })

  describe('what a camera writes beside the picture', () => {
    const picture = (): Sharp => halves(40, 20).withExif(GPS)
    it.each([
      ['jpg', () => picture().jpeg().toBuffer()],
      ['jpg', () => picture().jpeg({ progressive: true }).toBuffer()],
      ['png', () => picture().png().toBuffer()],
      ['webp', () => picture().webp().toBuffer()],
      ['avif', () => picture().avif().toBuffer()],
      ['tif', () => halves(40, 20).withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">secret owner</x:xmpmeta>').tiff().toBuffer()],
    ])('is not kept in a %s, and the picture stays the same', async (extension, make) => {
      const bytes = await make()
      expect(bytes.includes('secret owner')).toBe(true)
      const document = await stored(bytes)
      const kept = await bytesOf(await get(document.path))
      expect(document.path).toMatch(new RegExp(`/${sha1(kept)}-40x20\\.${extension}$`))
      expect(kept.includes('secret')).toBe(false)
      const { exif, xmp } = await sharp(kept).metadata()
      expect({ exif, xmp }).toEqual({})
      expect((await sharp(kept).raw().toBuffer()).equals(await sharp(bytes).raw().toBuffer())).toBe(true)
      // Cleaned once, it is its own name: coming back from an export changes nothing.
      expect((await stored(kept))._id).toBe(document._id)
    })

    it('is left out of text chunks, comments and whatever stands behind the end', async () => {
      const png = await halves(8, 8).png().toBuffer()
      const chunk = pngChunk('tEXt', 'Author\0secret')
      const jpeg = await halves(8, 8).jpeg().toBuffer()
      const gif = await halves(8, 8).gif().toBuffer()
      const comment = Buffer.from('!\xfe\x06secret\0', 'latin1')
      for (const bytes of [
        Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33), Buffer.from('secret')]),
        Buffer.concat([jpeg.subarray(0, 2), Buffer.from('\xff\xfe\0\x08secret', 'latin1'), jpeg.subarray(2), Buffer.from('secret')]),
        Buffer.concat([gif.subarray(0, gif.length - 1), comment, Buffer.from(';secret')]),
      ]) {
        expect(bytes.includes('secret')).toBe(true)
        const kept = await bytesOf(await get((await stored(bytes)).path))
        expect(kept.includes('secret')).toBe(false)
        expect(await sharp(kept).metadata()).toMatchObject({ width: 8, height: 8 })
      }
    })

    it('but which side is up is kept, and the size told is that of the upright picture', async () => {
      for (const make of [halves(40, 20).jpeg(), halves(40, 20).png()]) {
        const document = await stored(await make.withMetadata({ orientation: 6 }).toBuffer())
        expect(document._id).toMatch(/-20x40-(?:jpg|png)$/)
        const small = sharp(await bytesOf(await get(`${document.path}?w=10&fm=png`)))
        expect(await small.metadata()).toMatchObject({ width: 10, height: 20 })
        const [red = 0, , blue = 0] = await small.extract({ left: 4, top: 1, width: 1, height: 1 }).raw().toBuffer()
        expect(red).toBeGreaterThan(200)
        expect(blue).toBeLessThan(60)
      }
    })
  })

  describe('what is refused', () => {
    it.each<[string, () => Promise<Buffer> | Buffer]>([
      ['nothing', () => Buffer.alloc(0)],
      ['text', () => Buffer.from('not a picture')],
      ['a page', () => Buffer.from('<!doctype html><svg></svg>')],
      ['the head of a PNG alone', () => Buffer.from('89504e470d0a1a0a', 'hex')],
      ['the head of a JPEG alone', () => Buffer.from('ffd8ffe0', 'hex')],
      ['the head of a GIF alone', () => Buffer.from('GIF89a')],
      ['a PNG that is cut', async () => (await halves(64, 64).png().toBuffer()).subarray(0, 100)],
      ['a JPEG that is cut', async () => (await noise().jpeg().toBuffer()).subarray(0, 3_000)],
      ['a WebP that is cut', async () => (await noise().webp().toBuffer()).subarray(0, 4_000)],
      ['an SVG that is cut', () => svg(10, 10).subarray(0, 90)],
      ['an SVG of a size beyond all measure', () => svg(1e9, 1e9)],
      [
        'an SVG whose words multiply',
        () =>
          Buffer.from(
            `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((name, at) => `<!ENTITY ${name} "${`&${String.fromCharCode(97 + at)};`.repeat(10)}">`).join('')}]><svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"><text>&j;</text></svg>`,
          ),
      ],
      ['a HEIC', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
      ['a PNG that says it is larger than all it holds', async () => withPngSize(await halves(8, 8).png().toBuffer(), 20_000, 20_000)],
    ])('A picture that is %s: 400, saying so, and nothing is left on the disk', async (_name, make) => {
      const before = await files()
      const response = await upload(await make())
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({
        statusCode: 400,
        error: 'Bad Request',
        message: expect.stringMatching(/image|picture|body/i),
      })
      expect(await files()).toEqual(before)
    })

    const files = async (): Promise<string[]> => (await readdir(lake.settings.assetsDirectory, { recursive: true })).toSorted()

    it('A body that is too large is refused while it comes, whatever length it declares', async () => {
      let sent = 0
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 1
          controller.enqueue(new Uint8Array(1024 * 1024))
        },
      })
      const request = new Request(`${ORIGIN}/lake/v1/assets/images/production`, {
        method: 'POST',
        body: endless,
        headers: { authorization: 'Bearer editor-token' },
        duplex: 'half',
      } as RequestInit)
      expect((await lake.lake.handle(request)).status).toBe(413)
      expect(sent).toBeLessThan(80)
      expect((await upload(Buffer.from('x'), '', 'images', 'editor', { 'content-length': '99999999999' })).status).toBe(413)
    })

    it('A body that breaks off is refused with 400', async () => {
      const broken = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(Buffer.from('abc'))
          controller.error(new Error('the line is gone'))
        },
      })
      const request = new Request(`${ORIGIN}/lake/v1/assets/files/production`, {
        method: 'POST',
        body: broken,
        headers: { authorization: 'Bearer editor-token' },
        duplex: 'half',
      } as RequestInit)
      expect((await lake.lake.handle(request)).status).toBe(400)
    })

    it('Wrong parameters are refused with 400', async () => {
      const bytes = await halves(4, 4).png().toBuffer()
      for (const query of ['?meta=everything', `?title=${'x'.repeat(2_001)}`, '?label=%00'])
        expect((await upload(bytes, query)).status, query).toBe(400)
      expect(
        (
          await lake.fetch(
            '/v1/assets/images/other',
            { method: 'POST', body: new Uint8Array(bytes), headers: { origin: ORIGIN, 'content-type': 'image/png' } },
            'editor',
          )
        ).status,
      ).toBe(404)
    })

    it('Strangers, readers and viewers upload nothing; contributors do; another site can make nobody do it', async () => {
      const bytes = await halves(6, 6).png().toBuffer()
      expect((await upload(bytes, '', 'images', null)).status).toBe(401)
      expect((await upload(bytes, '', 'images', 'reader')).status).toBe(403)
      expect((await upload(bytes, '', 'files', 'viewer')).status).toBe(403)
      expect((await upload(bytes, '', 'images', 'editor', { origin: 'http://elsewhere.test' })).status).toBe(403)
      expect((await upload(bytes, '', 'images', 'editor', { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(403)
      expect((await upload(bytes, '', 'images', 'editor', { 'content-type': '' })).status).toBe(403)
      expect((await upload(bytes, '', 'images', 'contributor')).status).toBe(200)
    })
  })

  it('A kind of file that the browser has no type for is taken from the client, whose header no form can send', async () => {
    const send = (headers: Record<string, string>): Promise<Response> =>
      upload(Buffer.from('# Notes'), '?filename=notes.md', 'files', 'editor', { 'content-type': '', ...headers })
    expect((await send({})).status).toBe(403)
    expect((await send({ 'x-sanity-project-id': 'local' })).status).toBe(200)
    expect((await send({ 'x-sanity-project-id': 'local', origin: 'http://elsewhere.test' })).status).toBe(403)
    expect((await send({ 'x-sanity-project-id': 'local', 'content-type': 'multipart/form-data' })).status).toBe(403)
  })

  it('What is extracted can be chosen', async () => {
    const bytes = await halves(30, 30).png().toBuffer()
    const metadata = async (meta: string): Promise<string[]> => {
      const { document } = await (await upload(bytes, `?${meta}`)).json()
      await lake.client('editor').delete(document._id)
      return Object.keys(document.metadata).toSorted()
    }
    const always = ['_type', 'dimensions', 'hasAlpha', 'isOpaque']
    expect(await metadata('meta=none')).toEqual(always)
    expect(await metadata('meta=palette&meta=exif&meta=location')).toEqual([...always, 'palette'].toSorted())
    expect(await metadata('meta=thumbhash,lqip')).toEqual([...always, 'lqip', 'thumbHash'].toSorted())
    expect(await metadata('')).toEqual([...always, 'blurHash', 'lqip', 'palette'].toSorted())
  })

  it('A see-through picture says so, and keeps that in its small image', async () => {
    const half = await sharp({ create: { width: 10, height: 10, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.5 } } })
      .png()
      .toBuffer()
    const full = await sharp({ create: { width: 10, height: 11, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 1 } } })
      .png()
      .toBuffer()
    expect((await (await upload(half)).json()).document.metadata).toMatchObject({
      hasAlpha: true,
      isOpaque: false,
      lqip: expect.stringMatching(/^data:image\/png/),
    })
    expect((await (await upload(full)).json()).document.metadata).toMatchObject({ hasAlpha: true, isOpaque: true })
  })

  it('With its document goes the picture and all that was made of it; a strong reference keeps both', async () => {
    const document = await stored(await halves(50, 30).png().toBuffer())
    const client = lake.client('editor')
    await get(`${document.path}?w=20`).then(bytesOf)
    await client.create({ _id: 'holder', _type: 'holder', picture: { _type: 'image', asset: { _type: 'reference', _ref: document._id } } })
    await expect(client.delete(document._id)).rejects.toMatchObject({ statusCode: 409 })
    expect((await get(document.path)).status).toBe(200)
    await client.delete('holder')
    await client.delete(document._id)
    expect((await get(document.path)).status).toBe(404)
    expect((await get(`${document.path}?w=20`)).status).toBe(404)
    const stem = document.path.split('/').at(-1)?.split('.')[0] ?? ''
    await vi.waitFor(async () => {
      const all = await readdir(lake.settings.assetsDirectory, { recursive: true })
      expect(all.filter((name) => name.includes(stem))).toEqual([])
    })
    await stored(await halves(50, 30).png().toBuffer())
    expect((await get(document.path)).status).toBe(200)
  })

  it('A picture whose file was lost comes back when it is uploaded again', async () => {
    const bytes = await halves(52, 30).png().toBuffer()
    const document = await stored(bytes)
    const name = document.path.split('/').at(-1) ?? ''
    await rm(join(lake.settings.assetsDirectory, 'originals', name.slice(0, 2), name))
    await stored(bytes)
    expect(await bytesOf(await get(document.path))).toEqual(bytes)
  })

  it('A start takes away what was abandoned half written, and leaves alone what another process may be writing', async () => {
    const incoming = join(lake.settings.assetsDirectory, 'incoming')
    const pictures = join(lake.settings.assetsDirectory, 'pictures')
    await stored(await halves(54, 30).png().toBuffer())
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000)
    for (const path of [join(incoming, 'old'), join(pictures, 'old.part'), join(incoming, 'new'), join(pictures, 'new.part')])
      await writeFile(path, 'half')
    for (const path of [join(incoming, 'old'), join(pictures, 'old.part')]) await utimes(path, old, old)
    const again = await startLake({ assetsDirectory: lake.settings.assetsDirectory })
    onTestFinished(() => again.close())
    await vi.waitFor(async () => {
      expect(await readdir(incoming)).toEqual(['new'])
      expect((await readdir(pictures)).filter((name) => name.endsWith('.part'))).toEqual(['new.part'])
    })
  })

  it('A transformed picture that another process threw away is made anew', async () => {
    const document = await stored(await halves(56, 30).png().toBuffer())
    const first = await bytesOf(await get(`${document.path}?w=20`))
    const pictures = join(lake.settings.assetsDirectory, 'pictures')
    const stem = document.path.split('/').at(-1)?.split('.')[0] ?? ''
    for (const name of await readdir(pictures)) if (name.startsWith(stem)) await rm(join(pictures, name))
    expect(await bytesOf(await get(`${document.path}?w=20`))).toEqual(first)
  })
})
