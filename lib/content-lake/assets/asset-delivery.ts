import { createHash } from 'node:crypto'
import type { KnownAsset } from './asset-keeper.ts'
import { assetNamed, documentIdOf, fileNameOf, pathOf, type AssetName } from './asset-name.ts'
import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import type { Access } from '../people/access.ts'
import type { Dataset } from '../people/register.ts'
import { accessOf } from '../people/roles.ts'
import { identityOf } from '../people/tokens.ts'
import { mayBeShown, mimeTypeOf } from './file-type.ts'
import { transformationOf, type Transformation } from './image-parameters.ts'
import { chooseOutput, transformImage, type Output } from './image-transform.ts'
import { imageTypeOf } from './image-type.ts'
import { isSignedBy, signerOf } from './signed-address.ts'
import { storeAway } from './stores/asset-store.ts'
import { bytesOfFile } from './stores/disk.ts'

/** What a name stands for never changes, so nobody needs to ask twice. */
const forReaderAlone = 'private, no-cache'
const forEver = 'public, max-age=31536000, immutable'
/** A picture or file opened by itself must not run anything: an SVG may hold scripts, and loads nothing from elsewhere. */
const inert = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** The bytes that answer a request. */
interface Content {
  readonly size: number
  /** From the first up to and with the last. */
  readonly read: (start: number, end: number) => Promise<ReadableStream<Uint8Array>>
}

interface Delivery {
  /** Finds or makes the bytes. */
  readonly open: () => Promise<Content>
  readonly mimeType: string
  readonly extension: string
  /** Without quotes. */
  readonly etag: string
  readonly headers?: Readonly<Record<string, string>>
  /** Whether it is to be saved, whatever it is. */
  readonly isRaw?: boolean
}

interface Found extends KnownAsset {
  readonly name: AssetName
}

const missing = (kind: AssetName['kind'], fileName: string): Error =>
  httpError(404, `There is no ${kind} ${JSON.stringify(fileName.slice(0, 200))} here`)

/** What the document of the asset says, if the asker may read it. In a public dataset everybody may: its id has no dot. */
async function knownHere(call: Call, dataset: Dataset, name: AssetName): Promise<KnownAsset | null> {
  const { access, lake } = call
  const { key, aclMode } = dataset
  if (aclMode === 'public') return lake.assets.find(key, name)
  const source = lake.store.source({
    dataset: key,
    perspective: { kind: 'raw' },
    access: (await accessBySignature(call, dataset, name)) ?? access,
  })
  const [document] = await source.byId([documentIdOf(name)])
  if (!document) return null
  const called = document['originalFilename']
  return { originalFilename: typeof called === 'string' ? called : null }
}

/** What may be read by an address that was signed for an export: what the role of the token may that read it. @see signatureFor */
async function accessBySignature({ url, lake }: Call, dataset: Dataset, name: AssetName): Promise<Access | null> {
  const signer = signerOf(url)
  if (signer === null) return null
  const registered = await lake.register.current()
  const token = [...registered.tokens.values()].find((one) => one.id === signer && one.project === dataset.project)
  return token && isSignedBy(url, pathOf(name, dataset), token) ? accessOf(identityOf(token), dataset, registered) : null
}

async function found(call: Call, kind: AssetName['kind']): Promise<Found> {
  const fileName = call.params['name'] ?? ''
  const name = assetNamed(kind, fileName)
  const known = name && call.dataset ? await knownHere(call, call.dataset, name) : null
  if (!name || !known) throw missing(kind, fileName)
  return { name, ...known }
}

/** The file itself. Its document may have outlived it, when it came back by a restored revision. */
function original(call: Call, name: AssetName, mimeType: string): Delivery {
  const { files } = call.lake.assets
  const fileName = fileNameOf(name)
  const open = async (): Promise<Content> => {
    const size = await files.size(fileName)
    if (size === null) throw missing(name.kind, fileName)
    const read = async (start: number, end: number): Promise<ReadableStream<Uint8Array>> => {
      const bytes = await files.read(fileName, start, end)
      if (!bytes) throw missing(name.kind, fileName)
      return bytes
    }
    return { size, read }
  }
  // What `@sanity/export` compares with what has come.
  const headers = { 'x-sanity-sha1': name.stem.slice(0, 40) }
  return { open, mimeType, extension: name.extension, etag: name.stem, headers }
}

/** What a file is called when it is saved: `?dl=<name>`, or with `?dl` as it was called when it was uploaded, with the ending it has now. */
function savedAs(wanted: string, { name, originalFilename }: Found, extension: string): string {
  if (wanted !== '' && wanted !== 'true') return wanted
  const stem = (originalFilename ?? '').replace(/\.[^.]*$/, '')
  return `${stem === '' ? name.stem : stem}.${extension}`
}

/** `?dl` asks for saving instead of showing, and `?dlRaw` for saving what was uploaded. RFC 6266. */
function disposition(url: URL, asset: Found, { mimeType, extension, isRaw = false }: Delivery): string {
  const wanted = url.searchParams.get('dl') ?? (isRaw ? '' : null)
  if (wanted === null) return mayBeShown(mimeType) || mimeType === 'image/svg+xml' || mimeType === 'image/tiff' ? 'inline' : 'attachment'
  const called = savedAs(wanted, asset, extension).toWellFormed().slice(0, 200)
  return `attachment; filename*=UTF-8''${encodeURIComponent(called.toWellFormed()).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`
}

/** The one range that `header` asks for, first and last byte; null to send everything, `false` if there is nothing there. RFC 9110, section 14. */
function rangeOf(header: string | null, size: number): { start: number; end: number } | null | false {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '') return Number(last) === 0 ? false : { start: Math.max(0, size - Number(last)), end: size - 1 }
  const range = { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
  if (range.start >= size) return false
  return range.end < range.start ? null : range
}

function holds(ifNoneMatch: string | null, etag: string): boolean {
  return ifNoneMatch?.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag) ?? false
}

async function send({ request, url, dataset }: Call, asset: Found, delivery: Delivery): Promise<Response> {
  const etag = `"${delivery.etag}"`
  const headers = new Headers({
    'content-type': delivery.mimeType.startsWith('text/') ? `${delivery.mimeType}; charset=utf-8` : delivery.mimeType,
    'content-disposition': disposition(url, asset, delivery),
    'cache-control': dataset?.aclMode === 'public' ? forEver : forReaderAlone,
    etag,
    'x-content-type-options': 'nosniff',
    // A sandbox keeps browsers from showing a PDF at all, which runs nothing in our name anyway.
    ...(delivery.mimeType !== 'application/pdf' && { 'content-security-policy': inert }),
    'accept-ranges': 'bytes',
    ...delivery.headers,
  })
  if (holds(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  const { size, read } = await delivery.open()
  const ifRange = request.headers.get('if-range')
  const range = ifRange === null || ifRange === etag ? rangeOf(request.headers.get('range'), size) : null
  if (range === false) {
    headers.set('content-range', `bytes */${size}`)
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  headers.set('content-length', String(end - start + 1))
  if (range) headers.set('content-range', `bytes ${start}-${end}/${size}`)
  const body = request.method === 'HEAD' ? null : await read(start, end)
  return new Response(body, { status: range ? 206 : 200, headers })
}

/** All bytes of an original. Pictures have a limit at the upload.
 *  @throws {LakeError} 503 if the store breaks off */
async function whole(delivery: Delivery): Promise<Buffer> {
  const { size, read } = await delivery.open()
  const stream = await read(0, size - 1)
  try {
    return Buffer.from(await new Response(stream).arrayBuffer())
  } catch (error) {
    throw storeAway(error)
  }
}

/** The transformed picture from the cache, made if it is not there. */
function transformed(call: Call, name: AssetName, wanted: Transformation, output: Output): Delivery {
  const { pictures } = call.lake.assets
  const source = imageTypeOf(name.extension)
  if (!source) throw missing('image', fileNameOf(name))
  const digest = createHash('sha256')
    .update(JSON.stringify([wanted, output.encoding]))
    .digest('hex')
    .slice(0, 32)
  const key = `${name.stem}-${digest}.${output.type.extension}`
  const make = async (): Promise<Buffer> => transformImage(await whole(original(call, name, source.mimeType)), source, wanted, output)
  const open = async (): Promise<Content> => {
    const { path, size } = await pictures.get(key, make)
    return { size, read: async (start, end) => bytesOfFile(path, start, end) }
  }
  return { open, mimeType: output.type.mimeType, extension: output.type.extension, etag: `${name.stem}-${digest}` }
}

/** `GET images/<project>/<ds>/<sha1>-<w>x<h>.<ext>`: a picture, whole or as the parameters want it. Anyone may have it who knows its name, as on
 *  Sanity's own network; it is there as long as its document is.
 *  @throws {LakeError} 400 for a wrong parameter, 404 for a picture that is not here, 503 when too many are being made or the store is away
 *  @see https://www.sanity.io/docs/image-urls */
export async function deliverImage(call: Call): Promise<Response> {
  const wanted = transformationOf(call.url)
  const asset = await found(call, 'image')
  const { name } = asset
  const source = imageTypeOf(name.extension)
  if (!source) throw missing('image', fileNameOf(name))
  const raw = call.url.searchParams.get('dlRaw') ?? 'false'
  if (raw !== 'false') return send(call, asset, { ...original(call, name, source.mimeType), isRaw: true })
  const output = wanted && chooseOutput(source, sizeOf(name), wanted, call.request.headers.get('accept') ?? '')
  const delivery = wanted && output ? transformed(call, name, wanted, output) : original(call, name, source.mimeType)
  return send(call, asset, { ...delivery, headers: { ...delivery.headers, ...(wanted?.auto && { vary: 'accept' }) } })
}

function sizeOf({ stem }: AssetName): { width: number; height: number } {
  const [, width, height] = /-(\d+)x(\d+)$/.exec(stem) ?? []
  return { width: Number(width), height: Number(height) }
}

/** `GET files/<project>/<ds>/<sha1>.<ext>`: a file, byte for byte. What a browser could run is only offered for saving.
 *  @throws {LakeError} 404 for a file that is not here, 503 when the store is away */
export async function deliverFile(call: Call): Promise<Response> {
  const asset = await found(call, 'file')
  return send(call, asset, original(call, asset.name, mimeTypeOf(asset.name.extension)))
}
