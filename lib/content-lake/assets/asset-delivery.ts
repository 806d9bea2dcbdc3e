import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileBody } from './asset-files.ts'
import { assetNamed, documentIdOf, fileNameOf, type AssetName } from './asset-name.ts'
import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { mayBeShown, mimeTypeOf } from './file-type.ts'
import { transformationOf, type Transformation } from './image-parameters.ts'
import { chooseOutput, transformImage, type Output } from './image-transform.ts'
import { imageTypeOf } from './image-type.ts'

/** What a name stands for never changes, so nobody needs to ask twice. */
const forEver = 'public, max-age=31536000, immutable'
/** A picture or file opened by itself must not run anything: an SVG may hold scripts, and loads nothing from elsewhere. */
const inert = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** A file on disk that answers a request. */
interface Delivery {
  readonly path: string
  readonly size: number
  readonly mimeType: string
  /** Without quotes. */
  readonly etag: string
  readonly headers?: Readonly<Record<string, string>>
}

async function found(call: Call, kind: AssetName['kind']): Promise<AssetName> {
  const { settings, assets } = call.lake
  const fileName = call.params['name'] ?? ''
  const name = assetNamed(kind, fileName)
  const here = call.params['project'] === settings.projectId && call.params['dataset'] === settings.dataset
  if (!name || !here || !(await assets.has(name)))
    throw httpError(404, `There is no ${kind} ${JSON.stringify(fileName.slice(0, 200))} here`)
  return name
}

async function original(call: Call, name: AssetName, mimeType: string): Promise<Delivery> {
  const { files } = call.lake.assets
  const size = await files.size(fileNameOf(name))
  if (size === null) throw new Error(`The document ${documentIdOf(name)} has lost its file`)
  return { path: files.path(fileNameOf(name)), size, mimeType, etag: name.stem }
}

/** `?dl` and `?dl=<name>` ask for saving instead of showing. RFC 6266. */
function disposition(url: URL, name: AssetName, mimeType: string): string {
  const wanted = url.searchParams.get('dl')
  if (wanted === null) return mayBeShown(mimeType) || mimeType === 'image/svg+xml' || mimeType === 'image/tiff' ? 'inline' : 'attachment'
  const called = wanted === '' ? fileNameOf(name) : wanted.toWellFormed().slice(0, 200)
  return `attachment; filename*=UTF-8''${encodeURIComponent(called).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`
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

function send({ request, url }: Call, name: AssetName, delivery: Delivery): Response {
  const etag = `"${delivery.etag}"`
  const headers = new Headers({
    'content-type': delivery.mimeType.startsWith('text/') ? `${delivery.mimeType}; charset=utf-8` : delivery.mimeType,
    'content-disposition': disposition(url, name, delivery.mimeType),
    'cache-control': forEver,
    etag,
    'x-content-type-options': 'nosniff',
    // A sandbox keeps browsers from showing a PDF at all, which runs nothing in our name anyway.
    ...(delivery.mimeType !== 'application/pdf' && { 'content-security-policy': inert }),
    'accept-ranges': 'bytes',
    ...delivery.headers,
  })
  if (holds(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  const ifRange = request.headers.get('if-range')
  const range = ifRange === null || ifRange === etag ? rangeOf(request.headers.get('range'), delivery.size) : null
  if (range === false) {
    headers.set('content-range', `bytes */${delivery.size}`)
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range ?? { start: 0, end: delivery.size - 1 }
  headers.set('content-length', String(end - start + 1))
  if (range) headers.set('content-range', `bytes ${start}-${end}/${delivery.size}`)
  const body = request.method === 'HEAD' ? null : fileBody(delivery.path, start, end)
  return new Response(body, { status: range ? 206 : 200, headers })
}

/** The transformed picture from the cache, made if it is not there. */
async function transformed(call: Call, name: AssetName, wanted: Transformation, output: Output): Promise<Delivery> {
  const { files, pictures } = call.lake.assets
  const source = imageTypeOf(name.extension)
  if (!source) throw httpError(404, `There is no image ${fileNameOf(name)} here`)
  const digest = createHash('sha256')
    .update(JSON.stringify([wanted, output.encoding]))
    .digest('hex')
    .slice(0, 32)
  const key = `${name.stem}-${digest}.${output.type.extension}`
  const path = files.path(fileNameOf(name))
  const picture = await pictures.get(key, async () => transformImage(await readFile(path), source, wanted, output))
  return { ...picture, mimeType: output.type.mimeType, etag: `${name.stem}-${digest}` }
}

/** `GET images/<project>/<ds>/<sha1>-<w>x<h>.<ext>`: a picture, whole or as the parameters want it. Anyone may have it who knows its name, as on
 *  Sanity's own network; it is there as long as its document is.
 *  @throws {LakeError} 400 for a wrong parameter, 404 for a picture that is not here, 503 when too many are being made
 *  @see https://www.sanity.io/docs/image-urls */
export async function deliverImage(call: Call): Promise<Response> {
  const wanted = transformationOf(call.url)
  const name = await found(call, 'image')
  const source = imageTypeOf(name.extension)
  if (!source) throw httpError(404, `There is no image ${fileNameOf(name)} here`)
  const output = wanted && chooseOutput(source, sizeOf(name), wanted, call.request.headers.get('accept') ?? '')
  const delivery = wanted && output ? await transformed(call, name, wanted, output) : await original(call, name, source.mimeType)
  return send(call, name, { ...delivery, ...(wanted?.auto && { headers: { vary: 'accept' } }) })
}

function sizeOf({ stem }: AssetName): { width: number; height: number } {
  const [, width, height] = /-(\d+)x(\d+)$/.exec(stem) ?? []
  return { width: Number(width), height: Number(height) }
}

/** `GET files/<project>/<ds>/<sha1>.<ext>`: a file, byte for byte. What a browser could run is only offered for saving.
 *  @throws {LakeError} 404 for a file that is not here */
export async function deliverFile(call: Call): Promise<Response> {
  const name = await found(call, 'file')
  return send(call, name, await original(call, name, mimeTypeOf(name.extension)))
}
