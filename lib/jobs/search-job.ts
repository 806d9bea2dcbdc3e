import type { PoolClient } from 'pg'
import type { Document } from '#lib/content-lake/wire.ts'
import { buildIndex, INDEXED_TYPES, keepIndex } from '#lib/search/keep-index.ts'
import type { Job } from './job.ts'
import { documentsAt } from './transactions.ts'

/** Documents held in memory at a time while the index is made. */
const AT_A_TIME = 500

/** Keeps the search index. Another number in its name has the next start make the index anew: for when what is kept in it changes. */
export const searchJob: Job = {
  name: 'search-1',
  types: INDEXED_TYPES,
  async run(client, { changes, readLatest }) {
    // As they are now: the index tells nothing of the past, and doing so twice does no harm.
    if (changes.length > 0)
      await keepIndex(
        client,
        changes.map(({ id }) => id),
        readLatest,
      )
  },
  build: (client, dataset) =>
    buildIndex(client, {
      read: (ids) => documentsAt(client, dataset, ids, Number.MAX_SAFE_INTEGER),
      all: (types) => publishedOf(client, dataset, types),
    }),
}

/** Published documents of `types` as they are now, some at a time. */
async function* publishedOf(client: PoolClient, dataset: string, types: readonly string[]): AsyncIterable<readonly Document[]> {
  for (const type of types) {
    for (let after = ''; ;) {
      const { rows } = await client.query<{ id: string; content: Document }>(
        `select id, content from lake.document where dataset = $1 and type = $2 and layer = '' and id > $3 and id not like '\\_.%'
         order by id limit $4`,
        [dataset, type, after, AT_A_TIME],
      )
      const last = rows.at(-1)
      if (!last) break
      yield rows.map(({ content }) => content)
      after = last.id
    }
  }
}
