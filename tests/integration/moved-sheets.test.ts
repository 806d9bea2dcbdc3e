import { generateKeyPairSync } from 'node:crypto'
import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { keyOf } from '#lib/content-lake/people/register.ts'
import { closeDatabase, openDatabase } from '#lib/db/connection.ts'
import { Jobs } from '#lib/jobs/jobs.ts'
import { findSheet } from '#lib/publishing/editions.ts'
import { findMovedSheet } from '#lib/publishing/moved-sheets.ts'
import { signerOf } from '#lib/publishing/signer.ts'
import { ORIGIN, startLake, type TestLake } from '#tests/support/lake.ts'

let lake: TestLake
let client: SanityClient
let jobs: Jobs

beforeAll(async () => {
  lake = await startLake()
  openDatabase(lake.databaseUrl)
  client = lake.client('administrator').withConfig({ perspective: 'raw' })
  const { projectId, dataset } = lake.settings
  const writing = { lake: lake.lake, address: `${ORIGIN}/lake/v2025-02-19/data/mutate/${dataset}`, token: 'administrator-token' }
  const signer = signerOf(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
  jobs = await Jobs.start({ pool: lake.pool, dataset: keyOf(projectId, dataset), signer, writing })
})
afterAll(async () => {
  await jobs.close()
  await closeDatabase()
  await lake.close()
})

const publish = (id: string, slug: string, language = 'en') =>
  client.createOrReplace({ _id: id, _type: 'factSheet', title: id, language, slug: { _type: 'slug', current: slug } })

/** Where each of `paths` leads, once all editions are made. */
async function where(...paths: readonly string[]): Promise<readonly (string | null)[]> {
  await vi.waitFor(
    async () => {
      await jobs.reach()
      const { rows } = await lake.pool.query<{ left: string }>(
        `select count(*) as left from lake.transaction where sequence > (select sequence from jobs.cursor where job = 'editions')`,
      )
      expect(rows[0]?.left).toBe('0')
    },
    { timeout: 20_000, interval: 20 },
  )
  return Promise.all(paths.map(findMovedSheet))
}

test('Every earlier address of a sheet leads at once to where it is now, with what lies beneath it, in each language', async () => {
  await publish('chain', 'chain-one')
  await publish('chain', 'chain-two')
  await publish('chain', 'chain-three')
  expect(
    await where(
      '/fact-sheets/chain-one',
      '/fact-sheets/chain-two',
      '/es/fact-sheets/chain-one',
      '/fact-sheets/chain-one/editions/1.json',
      '/ar/fact-sheets/chain-two/compare/1/2',
      '/fact-sheets/chain-one/feed.atom',
      '/fact-sheets/chain-one.md',
      '/fact-sheets/chain-three',
    ),
  ).toEqual([
    '/fact-sheets/chain-three',
    '/fact-sheets/chain-three',
    '/es/fact-sheets/chain-three',
    '/fact-sheets/chain-three/editions/1.json',
    '/ar/fact-sheets/chain-three/compare/1/2',
    '/fact-sheets/chain-three/feed.atom',
    '/fact-sheets/chain-three.md',
    null,
  ])
})

test('A sheet that comes back to an address it had is there, and no way leads in a circle', async () => {
  await publish('there', 'there-a')
  await publish('there', 'there-b')
  await publish('there', 'there-a')
  expect(await where('/fact-sheets/there-a', '/fact-sheets/there-b')).toEqual([null, '/fact-sheets/there-a'])
  // Two that exchange their addresses.
  await publish('left', 'swap-left')
  await publish('right', 'swap-right')
  await publish('left', 'swap-aside')
  await publish('right', 'swap-left')
  await publish('left', 'swap-right')
  expect(await where('/fact-sheets/swap-left', '/fact-sheets/swap-right', '/fact-sheets/swap-aside')).toEqual([
    null,
    null,
    '/fact-sheets/swap-right',
  ])
})

test('An address that another sheet takes belongs to that one', async () => {
  await publish('first', 'taken')
  await publish('first', 'moved-away')
  expect(await where('/fact-sheets/taken')).toEqual(['/fact-sheets/moved-away'])
  await publish('second', 'taken')
  expect(await where('/fact-sheets/taken', '/es/fact-sheets/taken')).toEqual([null, null])
})

test('Each language goes its own way, and a sheet of another language does not stand in for one that moved', async () => {
  await publish('words-en', 'words')
  await publish('words-es', 'words', 'es')
  await publish('words-fr', 'words', 'fr')
  await publish('words-en', 'words-moved')
  await publish('words-fr', 'mots', 'fr')
  expect(
    await where(
      '/fact-sheets/words',
      '/es/fact-sheets/words',
      '/fact-sheets/words/in/fr',
      '/es/fact-sheets/words/in/fr/editions',
      '/ar/fact-sheets/words',
    ),
  ).toEqual(['/fact-sheets/words-moved', null, '/fact-sheets/mots/in/fr', '/es/fact-sheets/mots/in/fr/editions', null])
  const shown = async (language: string) => (await findSheet('words', language))?.documentId ?? null
  expect(await Promise.all(['en', 'es', 'ar', 'fr'].map(shown))).toEqual([null, 'words-es', 'words-es', null])
})

test('A sheet that was withdrawn keeps its address, and what was never a sheet leads nowhere', async () => {
  await publish('gone', 'gone-away')
  await client.delete('gone')
  expect(
    await where('/fact-sheets/gone-away', '/fact-sheets/atlantis', '/fact-sheets', '/faq', `/fact-sheets/${'x'.repeat(10_000)}`),
  ).toEqual([null, null, null, null, null])
})
