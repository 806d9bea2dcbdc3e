import { isDeepStrictEqual } from 'node:util'
import type { SanityClient } from '@sanity/client'
import { sanityImport } from '@sanity/import'
import { z } from 'zod'
import { batches } from './batches.ts'
import { fileLines } from './file-lines.ts'
import { type ImportProblem, ImportRefused } from './import-problem.ts'
import { PROBLEMS_MAX } from './read-records.ts'

/** How many documents are looked up at once. */
const BATCH = 100

const documentSchema = z.looseObject(
  {
    _id: z.string('Must have an "_id", or a second import would make a second document').regex(/^[\w.-]{1,128}$/, 'Is no id of a document'),
    _type: z.string('Must have a "_type"').min(1, 'Must have a "_type"'),
  },
  'Must be a document: a JSON object with "_id" and "_type"',
)

type ExportedDocument = z.infer<typeof documentSchema>

/** What importing a file of Sanity's documents would do. */
export interface DocumentPlan {
  readonly path: string
  readonly created: readonly string[]
  readonly changed: readonly string[]
  readonly unchanged: number
}

/** Whether the file at `path` holds documents as Sanity exports them, and not records of ours: what its first line is, all are taken for.
 *  @throws {ImportRefused} if the file can't be read, or has nothing in it */
export async function isSanityFile(path: string): Promise<boolean> {
  for await (const { text } of fileLines(path)) {
    const first = valueOf(text)
    return typeof first === 'object' && first !== null && '_type' in first
  }
  throw new ImportRefused(`The file ${path} is empty: there is nothing to import.`)
}

/** What importing the file at `path` would do to the dataset of `client`. Writes nothing.
 *  @throws {ImportRefused} if anything is wrong with the file */
export async function planDocuments(client: SanityClient, path: string): Promise<DocumentPlan> {
  const [created, changed]: [string[], string[]] = [[], []]
  let unchanged = 0
  for await (const batch of batches(readDocuments(path), BATCH)) {
    const present = await client.fetch<ExportedDocument[]>('*[_id in $ids]', { ids: batch.map(({ _id }) => _id) }, { perspective: 'raw' })
    const byId = new Map(present.map((document) => [document._id, document]))
    for (const document of batch) {
      const there = byId.get(document._id)
      if (!there) created.push(document._id)
      else if (isDeepStrictEqual(lasting(there), lasting(document))) unchanged += 1
      else changed.push(document._id)
    }
  }
  return { path, created, changed, unchanged }
}

/**
 * Imports what `plan` names by Sanity's own `@sanity/import`, which holds all of these documents in memory, brings the files that they name, and ties
 * references when every document is there. May be broken off anywhere: a plan made anew finds what is missing.
 * @returns sentences about files that could not be had
 */
export async function writeDocuments(
  client: SanityClient,
  plan: DocumentPlan,
  progress: (step: string) => void,
): Promise<readonly string[]> {
  const wanted = new Set([...plan.created, ...plan.changed])
  const documents: ExportedDocument[] = []
  for await (const document of readDocuments(plan.path)) if (wanted.has(document._id)) documents.push(document)
  const { warnings } = await sanityImport(documents, {
    client,
    operation: 'createOrReplace',
    releasesOperation: 'replace',
    onProgress: ({ step }) => progress(step),
  })
  return warnings.map(({ message }) => message)
}

/** The documents of a file, one at a time.
 *  @throws {ImportRefused} at the end, if there was anything wrong */
async function* readDocuments(path: string): AsyncGenerator<ExportedDocument> {
  const problems: ImportProblem[] = []
  const firstLines = new Map<string, number>()
  for await (const { number, text } of fileLines(path)) {
    const parsed = documentSchema.safeParse(valueOf(text))
    if (!parsed.success) {
      problems.push(...parsed.error.issues.map(({ message, path: at }) => ({ line: number, path: at.join('.'), message })))
    } else {
      const first = firstLines.get(parsed.data._id)
      if (first === undefined) {
        firstLines.set(parsed.data._id, number)
        if (problems.length === 0) yield parsed.data
      } else
        problems.push({ line: number, path: '_id', message: `"${parsed.data._id}" stands on line ${first} already: remove one of them` })
    }
    if (problems.length >= PROBLEMS_MAX) break
  }
  if (problems.length > 0) throw new ImportRefused('The file cannot be imported; nothing was written.', problems)
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `document` without what the lake gives it. */
function lasting({ _rev, _createdAt, _updatedAt, ...rest }: ExportedDocument): object {
  return rest
}
