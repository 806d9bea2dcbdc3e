import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { referencesOf } from '#lib/content-lake/content.ts'
import { createLake } from '#lib/content-lake/server.ts'
import type { Lake } from '#lib/content-lake/settings.ts'
import { requestUrl, sendWebResponse, toWebRequest } from '#lib/server/web-request.ts'
import type { SuiteDataset } from './suite.ts'

const token = 'suite'
const administrator = { id: 'suite', name: 'Suite', roles: ['administrator'] } as const

/** The suite's datasets in lakes behind one HTTP port. */
export interface SuiteLakes {
  /** What the lake answers to a query on a dataset of the suite. */
  query(dataset: string, query: string, params: Readonly<Record<string, unknown>>): Promise<{ status: number; body: unknown }>
  close(): Promise<void>
}

/** Puts `datasets` into the database of `pool`, one lake each, and serves them over HTTP. */
export async function serveSuite(pool: Pool, datasets: readonly SuiteDataset[]): Promise<SuiteLakes> {
  const directory = await mkdtemp(join(tmpdir(), 'chancery-suite-'))
  for (const dataset of datasets) await store(pool, dataset)
  const lakes = new Map<string, Lake>()
  for (const { _id } of datasets)
    lakes.set(
      _id,
      await createLake({
        projectId: 'suite',
        dataset: _id,
        pool,
        assetsDirectory: join(directory, _id),
        origin: 'http://suite.test',
        identify: async () => null,
        people: async () => [],
        tokens: new Map([[token, administrator]]),
      }),
    )
  const server = createServer((message, reply) => {
    const url = requestUrl(message, 'http://suite.test')
    const lake = lakes.get(url.pathname.split('/').at(-1) ?? '')
    const answer = lake ? lake.handle(toWebRequest(message, url)) : Promise.resolve(new Response(null, { status: 404 }))
    void answer.then((response) => sendWebResponse(response, reply, {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    async query(dataset, query, params) {
      const response = await fetch(`${origin}/v2025-02-19/data/query/${dataset}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, params, perspective: 'raw' }),
      })
      return { status: response.status, body: await response.json() }
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await Promise.all([...lakes.values()].map((lake) => lake.close()))
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** As they are, straight into the table: the lake would add to them, and refuse references that lead nowhere. */
async function store(pool: Pool, dataset: SuiteDataset): Promise<void> {
  const rows = (dataset.documents ?? []).map((content) => ({
    id: content._id,
    type: content._type,
    content,
    refersTo: referencesOf(content).all,
  }))
  await pool.query(
    `insert into lake.document (dataset, id, type, revision, content, refers_to)
     select $1, x.id, x.type, 'suite', x.content, x."refersTo" from jsonb_to_recordset($2) as x(id text, type text, content jsonb, "refersTo" text[])`,
    [dataset._id, JSON.stringify(rows)],
  )
}
