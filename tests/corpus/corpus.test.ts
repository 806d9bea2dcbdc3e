import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sheetPath } from '#lib/i18n/written-language.ts'
import { transactionsOf } from '#sanity/import/present-sheets.ts'
import { documentIdOf } from '#sanity/import/sheet-states.ts'
import { administratorClient } from '#tests/support/administrator-client.ts'
import { writeRecords } from '#tests/support/sheet-records.ts'
import { startSite, type Site } from '#tests/support/site.ts'
import { runScript } from '#tests/support/start.ts'
import { findCorpus, NOT_AT_HAND } from './corpus-directory.ts'
import { countryHistories } from './country-histories.ts'
import { documentParts } from './document-parts.ts'
import { type CorpusSheet, type ExpectedText, type Part, wordsOf } from './expected-sheet.ts'
import { factbookEditions } from './factbook-editions.ts'
import { pageParts } from './page-parts.ts'
import { peruParts } from './peru.ts'
import { stateFactSheets } from './state-fact-sheets.ts'
import { translations } from './translations.ts'

const directory = findCorpus()

/** Every version is rendered; otherwise the first and the last. */
const isAll = process.env['CORPUS_ALL'] === '1'

const SOURCES = { stateFactSheets, factbookEditions, countryHistories, translations }

let site: Site
let client: SanityClient
let records: string
let sheets: readonly CorpusSheet[]
let named: readonly object[]

beforeAll(async () => {
  if (directory === null) return
  records = await mkdtemp(join(tmpdir(), 'chancery-corpus-'))
  const files = await Promise.all(Object.values(SOURCES).map((read) => read(directory)))
  sheets = files.flatMap((file) => file.sheets)
  // A country is in several of the files.
  named = [...new Map(files.flatMap((file) => file.named).map((record) => [`${record.type} ${record.name}`, record])).values()]
  site = await startSite()
  client = await administratorClient(site)
})

afterAll(async () => {
  if (directory === null) return
  await site.stop()
  await rm(records, { recursive: true })
})

/** Imports the first `count` versions of each sheet as an operator does, beside the running site; returns what the command said. */
async function importVersions(count: number): Promise<string> {
  const cut = sheets.map(({ record }) => ({ ...record, versions: record.versions.slice(0, count) }))
  const path = await writeRecords(join(records, 'corpus.ndjson'), [...named, ...cut])
  const { code, output } = await runScript('scripts/content-import.ts', { DATA_DIR: site.dataDirectory }, { args: [path, '--yes'] })
  if (code !== 0) throw new Error(output)
  return output
}

async function partsAt(path: string): Promise<readonly Part[]> {
  const response = await fetch(`${site.origin}${path}`)
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}.`)
  return pageParts(await response.text())
}

test('The page of Peru says what the sheet of 2015 says', async ({ skip }) => {
  if (directory === null) return skip(NOT_AT_HAND)
  expect(await partsAt('/fact-sheets/peru')).toEqual(await peruParts(directory))
})

test('Each imported page says what its source says, when it came in and after each later version', async ({ skip }) => {
  skip(directory === null, NOT_AT_HAND)
  const longest = Math.max(...sheets.map(({ record }) => record.versions.length))
  const rounds = isAll ? Array.from({ length: longest }, (_, index) => index + 1) : [1, longest]
  let before = 0
  for (const count of rounds) {
    await importVersions(count)
    for (const { record, expected } of sheets.filter(({ record: { versions } }) => before === 0 || versions.length > before)) {
      const version = Math.min(count, record.versions.length)
      const parts = await partsAt(sheetPath(record.slug, record.language))
      const wanted = expected[version - 1]
      expect([record.slug, version, inTermsOf(wanted, parts)]).toEqual([record.slug, version, wanted])
    }
    before = count
  }
})

test('Every version is kept, each once and in order, with the words of its source', async ({ skip }) => {
  skip(directory === null, NOT_AT_HAND)
  for (const { record, expected } of sheets) {
    const id = documentIdOf(record)
    const revisions = (await transactionsOf(client, id)).toReversed()
    expect([record.slug, revisions.length]).toEqual([record.slug, expected.length])
    for (const [index, revision] of revisions.entries()) {
      const parts = await documentParts(client, id, revision)
      expect([record.slug, index + 1, inTermsOf(expected[index], parts)]).toEqual([record.slug, index + 1, expected[index]])
    }
  }
})

test('The same import again changes nothing', async ({ skip }) => {
  skip(directory === null, NOT_AT_HAND)
  expect(await importVersions(Infinity)).toBe(`${sheets.length} unchanged\nThere is nothing to write.\n`)
})

/** What was found, in the terms in which `expected` says it. */
function inTermsOf(expected: ExpectedText | undefined, parts: readonly Part[]): ExpectedText {
  return expected?.by === 'words' ? { by: 'words', words: parts.flatMap(({ text }) => wordsOf(text)) } : { by: 'parts', parts }
}
