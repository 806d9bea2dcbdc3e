import type { SanityClient } from '@sanity/client'
import type { FactSheet } from '#sanity/sanity.types.ts'
import type { Part } from './expected-sheet.ts'

const STYLES = { normal: 'p', h2: 'h2', h3: 'h3', h4: 'h4' } as const

/** What the document `id` said at `revision`, part by part.
 *  @throws if it never had that revision */
export async function documentParts(client: SanityClient, id: string, revision: string): Promise<readonly Part[]> {
  const { documents } = await client.request<{ documents: FactSheet[] }>({
    url: `/data/history/${client.config().dataset}/documents/${id}`,
    query: { revision },
  })
  const [document] = documents
  if (document?._rev !== revision) throw new Error(`There is no ${id} at ${revision}.`)
  return [
    { kind: 'h1', text: document.title ?? '' },
    ...(document.sections ?? []).flatMap(({ heading, body }) => [
      ...(heading ? [{ kind: 'h2', text: heading }] : []),
      ...(body ?? []).flatMap((block) => {
        if (block._type !== 'block') return []
        const text = (block.children ?? []).map((child) => ('text' in child ? (child.text ?? '') : '')).join('')
        return [{ kind: block.listItem ? `${block.listItem} ${block.level}` : STYLES[block.style ?? 'normal'], text }]
      }),
    ]),
  ]
}
