import { editionFile } from '#lib/publishing/edition-file.ts'
import { editionsBehind } from '#lib/publishing/edition-lists.ts'
import { type AskContent, ContentReading } from '../content.ts'
import type { StreamedAnswer } from '../data-answer.ts'
import type { ApiPlace, Collection } from './collection.ts'

const RECORDS_AT_ONCE = 200
/** The text of an edition can be long. */
const EDITIONS_AT_ONCE = 10

/** Everything that was published, a record a line: first what the download is, then each collection, then every edition as it was signed. No more of it
 *  is in memory at a time than a page of a collection. */
export function downloadOf(ask: AskContent, collections: readonly Collection[], { origin }: ApiPlace): StreamedAnswer {
  return {
    headers: {
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Content-Disposition': 'attachment; filename="chancery.ndjson"',
      'Cache-Control': 'no-store',
    },
    pieces: piecesOf(ask, collections, origin),
  }
}

async function* piecesOf(ask: AskContent, collections: readonly Collection[], origin: string): AsyncGenerator<string> {
  const about = { type: 'download', format: 'chancery-download-1', from: origin, description: new URL('/api/v1/openapi.json', origin).href }
  yield `${JSON.stringify(about)}\n`
  for (const collection of collections) {
    let after: string | undefined
    do {
      const { records, nextAfter } = await collection.list(new ContentReading(ask), { limit: RECORDS_AT_ONCE, after, filters: {} })
      yield records.map((record) => `${JSON.stringify({ type: collection.name, record })}\n`).join('')
      after = nextAfter ?? undefined
    } while (after !== undefined)
  }
  yield* editionLines()
}

async function* editionLines(): AsyncGenerator<string> {
  let after = { documentId: '', number: 0 }
  for (;;) {
    const editions = await editionsBehind(after, EDITIONS_AT_ONCE)
    const last = editions.at(-1)
    if (!last) return
    yield editions
      .flatMap(({ content, ...signed }) =>
        content === null ? [] : [`{"type":"editions","record":${editionFile({ content, ...signed }).trimEnd()}}\n`],
      )
      .join('')
    after = last
  }
}
