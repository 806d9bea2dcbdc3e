import { createHash } from 'node:crypto'
import { LAST_HEARD } from './scene.ts'

/** Asks an editor's request of a lake; `path` begins behind `/lake`. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>

/** What a lake answers to the questions below, without what may differ from one state of the project to the next. */
export type Answers = Readonly<Record<string, unknown>>

const DOCUMENTS = ['sheet', 'sheet-2', 'topic', 'withdrawn', 'only-draft', 'published-later', 'released', 'new-in-release'] as const
const GROUPS = DOCUMENTS.flatMap((id) => [id, `drafts.${id}`, `versions.open.${id}`, `versions.gone.${id}`, `versions.later.${id}`])
const RELEASES = ['open', 'gone', 'later'] as const
const DATA = '/v2025-02-19/data'

/** What is of the moment or of the lake's own making: how long it took, tags that caches go by, pseudonyms of authors. Patches count without
 *  `_rev` since 0001; that they lead where they should is shown by replaying all of them. */
const PASSING = new Set(['ms', 'syncTags', 'author', 'identity', 'effects'])

/** Asks a lake for all that the scene left in it: documents in each perspective, every revision, effects, events, files, preferences. */
export async function questionLake(ask: Ask): Promise<Answers> {
  const answers: Record<string, unknown> = {}
  const put = async (path: string): Promise<void> => {
    answers[path] = await readAnswer(await ask(path))
  }
  for (const perspective of ['raw', 'published', 'drafts', 'open', 'later'])
    await put(`${DATA}/query/production?perspective=${perspective}&query=${encodeURIComponent('*[!(_id in path("_.**"))] | order(_id)')}`)
  await put(`${DATA}/query/production?perspective=raw&query=${encodeURIComponent('*[_type == "system.release"] | order(_id)')}`)
  await put(
    `${DATA}/query/production?query=${encodeURIComponent('*[slug.current == "the-sheet"][0]{..., topic->, "by": count(*[references("topic")])}')}`,
  )
  await put(`${DATA}/doc/production/${GROUPS.join(',')}`)
  await put(`${DATA}/export/production`)
  await put(`${DATA}/references/production/documents/topic/to`)
  for (const id of DOCUMENTS) await put(`${DATA}/history/production/events/documents/${id}?limit=100`)
  for (const release of RELEASES) await put(`${DATA}/history/production/events/releases/${release}`)
  const transactions = `${DATA}/history/production/transactions/${GROUPS.join(',')}?excludeContent=true&limit=100&effectFormat=mendoza`
  await put(transactions)
  for (const { id, documentIDs } of transactionsIn(answers[transactions]))
    await put(`${DATA}/history/production/documents/${documentIDs.join(',')}?revision=${id}`)
  await put('/v2025-02-19/users/me/keyvalue/studio.layout,studio.sort,studio.unset')
  for (const path of filesIn(answers[`${DATA}/export/production`])) await put(`/${path}`)
  answers['missed'] = await missedEvents(ask)
  return answers
}

function transactionsIn(answer: unknown): { id: string; documentIDs: string[] }[] {
  return (answer as { lines: { id: string; documentIDs: string[] }[] }).lines
}

function filesIn(answer: unknown): string[] {
  return (answer as { lines: { path?: unknown; _type: string }[] }).lines.flatMap(({ _type, path }) =>
    _type.startsWith('sanity.') && typeof path === 'string' ? [path] : [],
  )
}

async function readAnswer(response: Response): Promise<unknown> {
  const { status } = response
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('application/json')) return { status, body: withoutPassing(await response.json()) }
  if (type.startsWith('application/x-ndjson') || type.startsWith('application/ndjson'))
    return { status, lines: linesOf(await response.text()).map(withoutPassing) }
  const sha1 = createHash('sha1')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex')
  return { status, type, sha1 }
}

function linesOf(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}

/** `value` without what may differ from one state of the project to the next. */
export function withoutPassing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPassing)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      PASSING.has(key) ? [] : [[key, key === 'documents' ? inAnyOrder(withoutPassing(inner)) : withoutPassing(inner)] as const],
    ),
  )
}

/** Documents asked for by their ids come in the order in which the database happens to have them. */
function inAnyOrder(value: unknown): unknown {
  return Array.isArray(value) ? value.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)) : value
}

/** The events that a listener gets which comes back after `LAST_HEARD`, as far as the first 20. */
async function missedEvents(ask: Ask): Promise<unknown[]> {
  const query = encodeURIComponent('*[_type == "sheet"]')
  const options = 'includeAllVersions=true&includeResult=true&effectFormat=mendoza&enableResume=true'
  const leaving = new AbortController()
  const response = await ask(`${DATA}/listen/production?query=${query}&${options}`, {
    headers: { 'last-event-id': LAST_HEARD },
    signal: leaving.signal,
  })
  const events: unknown[] = []
  let text = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const [, name] = /^event: ([^\n]*)/m.exec(block) ?? []
      const [, data = '{}'] = /^data: ([^\n]*)/m.exec(block) ?? []
      if (name === 'mutation') events.push(withoutPassing(JSON.parse(data)))
      else if (name !== undefined) events.push(name)
    }
    if (events.length >= 20) break
  }
  leaving.abort()
  return events.slice(0, 20)
}
