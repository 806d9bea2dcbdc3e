import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { referencesOf } from '#lib/content-lake/content.ts'
import { keyOf } from '#lib/content-lake/people/register.ts'
import { fillIndex } from '#lib/content-lake/query/index-back-fill.ts'
import { createLake } from '#lib/content-lake/server.ts'
import { requestUrl, sendWebResponse, toWebRequest } from '#lib/server/web-request.ts'
import type { SuiteDataset } from './suite.ts'

const projectId = 'suite'
const token = 'suite'
const administrator = { id: 'suite', name: 'Suite', roles: ['administrator'] } as const

/** The suite's datasets in one lake behind an HTTP port. */
export interface SuiteLakes {
  /** What the lake answers to a query on a dataset of the suite. */
  query(dataset: string, query: string, params: Readonly<Record<string, unknown>>): Promise<{ status: number; body: unknown }>
  close(): Promise<void>
}

/** Puts `datasets` into a lake of its own in the database of `pool`, and serves it over HTTP. */
export async function serveSuite(pool: Pool, datasets: readonly SuiteDataset[]): Promise<SuiteLakes> {
  const directory = await mkdtemp(join(tmpdir(), 'chancery-suite-'))
  const names = new Map(datasets.map(({ _id }, index) => [_id, `suite-${index}`]))
  for (const dataset of datasets) await store(pool, names.get(dataset._id) ?? '', dataset)
  // What comes by SQL alone is not in the index until then.
  await fillIndex(pool, AbortSignal.timeout(60_000))
  const lake = await createLake({
    projectId,
    dataset: 'suite-0',
    pool,
    assetsDirectory: join(directory, 'assets'),
    origin: 'http://suite.test',
    identify: async () => null,
    people: async () => [],
    tokens: new Map([[token, administrator]]),
  })
  const server = createServer((message, reply) => {
    const answer = lake.handle(toWebRequest(message, requestUrl(message, 'http://suite.test')))
    void answer.then((response) => sendWebResponse(response, reply, {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    async query(dataset, query, params) {
      const response = await fetch(`${origin}/v2025-02-19/data/query/${names.get(dataset)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, params, perspective: 'raw' }),
      })
      return { status: response.status, body: await response.json() }
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await lake.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** As they are, straight into the table: the lake would add to them, and refuse references that lead nowhere. */
async function store(pool: Pool, name: string, { documents }: SuiteDataset): Promise<void> {
  await pool.query(`insert into lake.dataset (project, name, acl_mode) values ($1, $2, 'public')`, [projectId, name])
  const rows = (documents ?? []).map((content) => ({ id: content._id, type: content._type, content, refersTo: referencesOf(content).all }))
  await pool.query(
    `insert into lake.document (dataset, id, type, revision, content, refers_to)
     select $1, x.id, x.type, 'suite', x.content, x."refersTo" from jsonb_to_recordset($2) as x(id text, type text, content jsonb, "refersTo" text[])`,
    [keyOf(projectId, name), JSON.stringify(rows)],
  )
}
