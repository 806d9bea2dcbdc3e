import type { SanityClient } from '@sanity/client'
import { publishedId } from '../published-id.ts'

/** What the site holds of a sheet that is to be imported. */
export interface PresentSheet {
  /** The published document, with what is said about the sheet as a whole; null if there is none. */
  readonly published: { readonly revision: string; readonly about: Readonly<Record<string, unknown>> } | null
  /** Whether somebody works on a draft, or on a version in a release. */
  readonly isDrafted: boolean
  /** The document that has the same address in the same language, if it is another one. */
  readonly rival: string | null
}

interface Published {
  readonly _id: string
  readonly _rev: string
  readonly [field: string]: unknown
}

const ABOUT = ['country', 'institution', 'slug', 'language', 'summary']

const PRESENT_QUERY = `{
  "published": *[_id in $ids]{_id, _rev, ${ABOUT.join(', ')}},
  "drafts": *[_id in $draftIds || (_id in path("versions.**") && string::split(_id, ".")[2] in $ids)]._id,
  "rivals": *[_type == "factSheet" && slug.current in $slugs && !(_id in $ids)]{_id, "slug": slug.current, language}
}`

interface Answer {
  readonly published: readonly Published[]
  readonly drafts: readonly string[]
  readonly rivals: readonly { readonly _id: string; readonly slug: string; readonly language: string | null }[]
}

/** What the site holds of `sheets`, by document id. */
export async function presentSheets(
  client: SanityClient,
  sheets: readonly { readonly documentId: string; readonly slug: string; readonly language: string }[],
): Promise<ReadonlyMap<string, PresentSheet>> {
  const ids = sheets.map(({ documentId }) => documentId)
  const parameters = { ids, draftIds: ids.map((id) => `drafts.${id}`), slugs: [...new Set(sheets.map(({ slug }) => slug))] }
  const answer = await client.fetch<Answer>(PRESENT_QUERY, parameters, { perspective: 'raw' })
  const published = new Map(answer.published.map((document) => [document._id, document]))
  const drafted = new Set(answer.drafts.map(publishedId))
  return new Map(
    sheets.map(({ documentId, slug, language }) => {
      const document = published.get(documentId)
      const rival = answer.rivals.find((other) => other.slug === slug && (other.language ?? 'en') === language)
      return [
        documentId,
        {
          published: document ? { revision: document._rev, about: aboutOf(document) } : null,
          isDrafted: drafted.has(documentId),
          rival: rival ? publishedId(rival._id) : null,
        },
      ]
    }),
  )
}

function aboutOf(document: Published): Readonly<Record<string, unknown>> {
  return Object.fromEntries(ABOUT.flatMap((name) => (document[name] == null ? [] : [[name, document[name]]])))
}

/** Ids of the transactions that touched the document `id`, the newest first; at most the last thousand. */
export async function transactionsOf(client: SanityClient, id: string): Promise<readonly string[]> {
  const { dataset = '' } = client.config()
  const log = await client.request<string | undefined>({
    url: `/data/history/${dataset}/transactions/${id}`,
    query: { excludeContent: 'true', reverse: 'true', limit: '1000' },
  })
  // Nothing at all comes as no text.
  const lines = (log ?? '').split('\n').filter((line) => line !== '')
  return lines.map((line) => (JSON.parse(line) as { id: string }).id)
}
