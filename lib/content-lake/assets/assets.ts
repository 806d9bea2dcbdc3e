import { z } from 'zod'
import { documentIdOf, fileNameOf, pathOf, type AssetName } from './asset-name.ts'
import { addressOf } from './asset-addresses.ts'
import type { Received } from './incoming.ts'
import type { Call } from '../call.ts'
import { newId } from '../document-id.ts'
import { httpError } from '../errors.ts'
import { extensionOf, mimeTypeOf } from './file-type.ts'
import { BrokenImage } from './image-cleaning.ts'
import { DEFAULT_EXTRACTS, EXTRACTS, takeImage, type Extract, type TakenImage } from './image-metadata.ts'
import { sniffImage, whyNot, type ImageType } from './image-type.ts'
import { requireDataset, requireDatasetNamed } from '../query/query.ts'
import { UNLIMITED } from '../people/access.ts'
import { requireWriter } from '../people/rights.ts'
import type { Identity } from '../settings.ts'
import { json } from '../wire.ts'

const largestImage = 64 * 1024 * 1024
const largestFile = 512 * 1024 * 1024
/** Pictures decoded at once: each may take some hundred megabytes. */
const decodedAtOnce = 2

const text = z
  .string()
  .max(2_000)
  .refine((value) => value.isWellFormed() && !value.includes('\0'), 'must be text')
const parameters = z.object({
  filename: text.optional(),
  label: text.optional(),
  title: text.optional(),
  description: text.optional(),
  creditLine: text.optional(),
  sourceId: text.optional(),
  sourceName: text.optional(),
  sourceUrl: text.optional(),
})
type Parameters = z.infer<typeof parameters>

/** What Sanity can be asked to extract. The place is never among what this lake tells; asking does no harm. */
const known = new Set<string>([...EXTRACTS, 'location', 'none'])

function parametersOf({ searchParams }: URL): Parameters {
  const given = Object.keys(parameters.shape).filter((name) => searchParams.has(name))
  const parsed = parameters.safeParse(Object.fromEntries(given.map((name) => [name, searchParams.get(name)])))
  if (!parsed.success)
    throw httpError(400, parsed.error.issues.map((issue) => `Parameter "${issue.path.join('.')}": ${issue.message}`).join('; '))
  return parsed.data
}

function extractsOf({ searchParams }: URL): readonly Extract[] {
  const asked = searchParams.getAll('meta').flatMap((value) => value.split(','))
  const unknown = asked.find((value) => !known.has(value))
  if (unknown !== undefined) throw httpError(400, `Parameter "meta": there is no ${JSON.stringify(unknown)} to extract`)
  return asked.length === 0 ? DEFAULT_EXTRACTS : EXTRACTS.filter((extract) => asked.includes(extract))
}

/** What every asset document says, of a picture or a file. */
function describe(
  call: Call,
  name: AssetName,
  given: Parameters,
  file: { sha1: string; size: number; mimeType: string },
): Record<string, unknown> {
  const { project, name: dataset } = requireDatasetNamed(call)
  const { origin } = call.lake.settings
  const path = pathOf(name, { project, name: dataset })
  const { sourceId, sourceName, sourceUrl } = given
  return {
    _id: documentIdOf(name),
    _type: name.kind === 'image' ? 'sanity.imageAsset' : 'sanity.fileAsset',
    assetId: file.sha1,
    sha1hash: file.sha1,
    extension: name.extension,
    mimeType: file.mimeType,
    size: file.size,
    path,
    url: addressOf(origin, path),
    uploadId: newId(),
    originalFilename: given.filename ?? fileNameOf(name),
    ...(given.label !== undefined && { label: given.label }),
    ...(given.title !== undefined && { title: given.title }),
    ...(given.description !== undefined && { description: given.description }),
    ...(given.creditLine !== undefined && { creditLine: given.creditLine }),
    ...(sourceId !== undefined &&
      sourceName !== undefined && { source: { id: sourceId, name: sourceName, ...(sourceUrl !== undefined && { url: sourceUrl }) } }),
  }
}

/** Keeps the file and then its document, both on disk before this resolves. The same bytes are one asset: an upload of what is there already is
 *  answered with the document that is there. */
async function store(
  call: Call,
  identity: Identity,
  name: AssetName,
  document: Record<string, unknown>,
  received: Received,
): Promise<Response> {
  const { assets, writer, store: documents } = call.lake
  const dataset = requireDataset(call)
  return assets.keep(name, received, async () => {
    // A contributor, who publishes nothing, needs pictures in drafts all the same; assets have no drafts.
    await writer.commit({
      dataset,
      identity,
      access: UNLIMITED,
      transactionId: undefined,
      dryRun: false,
      make: async (work) => [await work.create(document, 'createIfNotExists')],
    })
    const id = documentIdOf(name)
    const [kept] = await documents.source({ dataset, perspective: { kind: 'raw' }, access: UNLIMITED }).byId([id])
    if (!kept) throw httpError(409, `The document ${id} was deleted while it was uploaded`)
    return json({ document: kept })
  })
}

function admit(call: Call): Identity {
  const person = requireWriter(call)
  requireDataset(call)
  return person
}

let decoding = 0
const waiting: (() => void)[] = []

/** Runs `work` when fewer than `decodedAtOnce` others run. */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (decoding >= decodedAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else decoding += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else decoding -= 1
  }
}

async function take(type: ImageType, bytes: Buffer, extracts: readonly Extract[]): Promise<TakenImage> {
  try {
    return await takeImage(type, bytes, extracts)
  } catch (error) {
    if (error instanceof BrokenImage) throw httpError(400, `Invalid image: ${error.message}`, { cause: error })
    throw error
  }
}

/** `POST assets/images/<ds>?filename=…&label=…&title=…&meta=…`: takes a picture, whose bytes are the body, and answers with its document. Its kind is told by
 *  its bytes, whatever the request says. Notes of cameras and programs are cut out before it is kept, so `sha1hash` is that of what is delivered.
 *  @throws {LakeError} 400 for what is no picture, or one too large to decode; 413 for too many bytes; 401 and 403 without the role; 503 when the
 *  store is away
 *  @see `@sanity/client` `src/assets/AssetsClient.ts` */
export async function uploadImage(call: Call): Promise<Response> {
  const person = admit(call)
  const given = parametersOf(call.url)
  const extracts = extractsOf(call.url)
  const { incoming } = call.lake.assets
  const received = await incoming.receive(call.request, largestImage)
  try {
    const { bytes, type, metadata } = await inTurn(async () => {
      const whole = await incoming.read(received)
      const sniffed = sniffImage(whole)
      if (!sniffed) throw httpError(400, `Invalid image: ${whyNot(whole)}`)
      return { type: sniffed, ...(await take(sniffed, whole, extracts)) }
    })
    const { width, height } = metadata.dimensions
    const cleaned = await incoming.replace(received, bytes)
    const name: AssetName = { kind: 'image', stem: `${cleaned.sha1}-${width}x${height}`, extension: type.extension }
    const document = { ...describe(call, name, given, { ...cleaned, mimeType: type.mimeType }), metadata }
    return await store(call, person, name, document, cleaned)
  } finally {
    await incoming.discard(received)
  }
}

/** `POST assets/files/<ds>`: takes any file, kept byte for byte, and answers with its document. Its media type is that of the ending of its name.
 *  @throws {LakeError} 413 for too many bytes; 401 and 403 without the role; 503 when the store is away */
export async function uploadFile(call: Call): Promise<Response> {
  const person = admit(call)
  const given = parametersOf(call.url)
  const { incoming } = call.lake.assets
  const received = await incoming.receive(call.request, largestFile)
  try {
    const extension = extensionOf(given.filename ?? '')
    const name: AssetName = { kind: 'file', stem: received.sha1, extension }
    const document = describe(call, name, given, { ...received, mimeType: mimeTypeOf(extension) })
    return await store(call, person, name, document, received)
  } finally {
    await incoming.discard(received)
  }
}
