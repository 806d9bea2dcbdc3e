import { generateKeyPairSync } from 'node:crypto'
import type { SanityClient } from '@sanity/client'
import type { Pool } from 'pg'
import { expect, vi } from 'vitest'
import { keyOf } from '#lib/content-lake/people/register.ts'
import { closeDatabase, openDatabase } from '#lib/db/connection.ts'
import { Jobs } from '#lib/jobs/jobs.ts'
import type { Mailing } from '#lib/jobs/mail-round.ts'
import { type Signer, signerOf } from '#lib/publishing/signer.ts'
import { ORIGIN, startLake } from './lake.ts'

/** A lake with two observations of Peru's coca, the newer a correction of the older, and the jobs that make editions of its sheets. */
export interface EditionLake {
  readonly pool: Pool
  /** The key of its dataset, and what signs its editions. */
  readonly dataset: string
  readonly signer: Signer
  /** An administrator's. */
  readonly client: SanityClient
  /** Those that run; a test that stops them puts others in their place. */
  jobs: Jobs
  /** More of them, as of another process. */
  startJobs(): Promise<Jobs>
  /** Resolves when the jobs have dealt with all there is. */
  reached(): Promise<void>
  close(): Promise<void>
}

export const block = (...children: object[]) => ({ _type: 'block', _key: 'block', style: 'normal', markDefs: [], children })
export const span = (text: string) => ({ _type: 'span', _key: 'span', text, marks: [] })

/** A figure in the text: the observation of that id. */
export const figure = (observation: string, key = 'coca') => ({
  _type: 'figure',
  _key: key,
  observation: { _type: 'reference', _ref: observation },
  form: 'unit',
  hedged: true,
})

/** A published sheet on Peru whose only paragraph is `children`. */
export const sheet = (id: string, ...children: object[]) => ({
  _id: id,
  _type: 'factSheet',
  language: 'en',
  slug: { _type: 'slug', current: id },
  country: { _type: 'reference', _ref: 'country-peru' },
  institution: { _type: 'reference', _ref: 'institution' },
  sections: [{ _type: 'section', _key: 'one', heading: 'Coca', body: [block(...children)] }],
})

const observation = (id: string, value: number, more: object = {}) => ({
  _id: id,
  _type: 'observation',
  indicator: { _type: 'reference', _ref: 'indicator-coca' },
  place: { _type: 'reference', _ref: 'country-peru' },
  unit: { _type: 'reference', _ref: 'unit-ha' },
  series: { _type: 'reference', _ref: 'series-us' },
  citation: { _type: 'citation', source: { _type: 'reference', _ref: 'source-one' }, page: '7' },
  measure: 'level',
  value,
  qualifier: 'estimated',
  asPrinted: value.toLocaleString('en'),
  period: { type: 'year', start: '2014', end: '2014' },
  ...more,
})

/** @param mailing how mails go to those who follow something; none do, if absent */
export async function startEditionLake(mailing?: Mailing): Promise<EditionLake> {
  const lake = await startLake()
  openDatabase(lake.databaseUrl)
  const client = lake.client('administrator').withConfig({ perspective: 'raw' })
  const { projectId, dataset } = lake.settings
  const signer = signerOf(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
  const address = `${ORIGIN}/lake/v2025-02-19/data/mutate/${dataset}`
  const writing = { lake: lake.lake, address, token: 'administrator-token' }
  const startJobs = () => Jobs.start({ pool: lake.pool, dataset: keyOf(projectId, dataset), signer, writing, ...(mailing && { mailing }) })
  const scene: EditionLake = {
    pool: lake.pool,
    dataset: keyOf(projectId, dataset),
    signer,
    client,
    jobs: await startJobs(),
    startJobs,
    // A single call waits for the jobs only so long.
    reached: () =>
      vi.waitFor(
        async () => {
          await scene.jobs.reach()
          const { rows } = await lake.pool.query<{ left: string }>(
            `select count(*) as left from lake.transaction where sequence > (select sequence from jobs.cursor where job = 'alerts')`,
          )
          expect(Number(rows[0]?.left)).toBe(0)
        },
        { timeout: 20_000, interval: 20 },
      ),
    async close() {
      await scene.jobs.close()
      await closeDatabase()
      await lake.close()
    },
  }
  await client
    .transaction()
    .create({ _id: 'country-peru', _type: 'country', name: 'Peru', iso2: 'PE', slug: { current: 'peru' } })
    .create({ _id: 'institution', _type: 'institution', name: 'Bureau One', printLabel: 'banner' })
    .create({
      _id: 'unit-ha',
      _type: 'unit',
      code: 'ha',
      symbol: 'ha',
      kind: 'area',
      names: [{ language: 'en', one: 'hectare', other: 'hectares' }],
    })
    .create({ _id: 'series-us', _type: 'series', code: 'us', name: 'U.S. estimates' })
    .create({ _id: 'indicator-coca', _type: 'indicator', name: 'Coca cultivation', slug: { current: 'coca-cultivation' } })
    .create({ _id: 'source-one', _type: 'source', title: 'Report', publisher: 'Bureau', date: '2015' })
    .create(observation('observation-old', 46_500))
    .create(
      observation('observation-new', 42_900, {
        supersedes: { _type: 'reference', _ref: 'observation-old' },
        supersession: { kind: 'correction', reason: 'Counted twice.' },
      }),
    )
    .commit({ visibility: 'sync' })
  return scene
}
