import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sheetPath } from '#lib/i18n/written-language.ts'
import { transactionsOf } from '#sanity/import/present-sheets.ts'
import { documentIdOf } from '#sanity/import/sheet-states.ts'
import { administratorClient } from '#tests/support/administrator-client.ts'
import { writeRecords } from '#tests/support/sheet-records.ts'
import { startSite, type Site } from '#tests/support/site.ts'
import { runScript } from '#tests/support/start.ts'
import { findCorpus } from './corpus-directory.ts'
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

if (directory === null) {
  test('What was imported says what its source says, word for word', ({ skip }) =>
    skip('not applicable: the texts of others are not beside the project, in ../shared/content'))
} else {
  describe('the corpus', () => corpus(directory))
}

/** All tests on the texts in `directory`. */
function corpus(content: string): void {
  let site: Site
  let client: SanityClient
  let records: string
  let sheets: readonly CorpusSheet[]
  let named: readonly object[]

  beforeAll(async () => {
    records = await mkdtemp(join(tmpdir(), 'chancery-corpus-'))
    const files = await Promise.all(Object.values(SOURCES).map((read) => read(content)))
    sheets = files.flatMap((file) => file.sheets)
    // A country is in several of the files.
    named = [...new Map(files.flatMap((file) => file.named).map((record) => [`${record.type} ${record.name}`, record])).values()]
    site = await startSite()
    client = await administratorClient(site)
  })

  afterAll(async () => {
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

  test('The page of Peru says what the sheet of 2015 says', async () => {
    expect(await partsAt('/fact-sheets/peru')).toEqual(await peruParts(content))
  })

  test('Each imported page says what its source says, when it came in and after each later version', async () => {
    const longest = Math.max(...sheets.map(({ record }) => record.versions.length))
    const rounds = isAll ? Array.from({ length: longest }, (_, index) => index + 1) : [1, longest]
    let before = 0
    for (const count of rounds) {
      await importVersions(count)
      const isNew = ({ record }: CorpusSheet) => before === 0 || record.versions.length > before
      for (const sheet of sheets.filter(isNew)) {
        const version = Math.min(count, sheet.record.versions.length)
        expectText(
          await partsAt(sheetPath(sheet.record.slug, sheet.record.language)),
          sheet.expected[version - 1],
          `${sheet.record.slug}, version ${version}`,
        )
      }
      before = count
    }
  })

  test('Every version is kept, each once and in order, with the words of its source', async () => {
    for (const { record, expected } of sheets) {
      const id = documentIdOf(record)
      const revisions = (await transactionsOf(client, id)).toReversed()
      expect([record.slug, revisions.length]).toEqual([record.slug, expected.length])
      for (const [index, revision] of revisions.entries()) {
        const parts = await documentParts(client, id, revision)
        expectText(parts, expected[index], `${record.slug}, version ${index + 1}`)
      }
    }
  })

  test('The same import again changes nothing', async () => {
    expect(await importVersions(Infinity)).toBe(`${sheets.length} unchanged\nThere is nothing to write.\n`)
  })
}

function expectText(parts: readonly Part[], expected: ExpectedText | undefined, what: string): void {
  if (expected?.by === 'words') expect([what, ...parts.flatMap(({ text }) => wordsOf(text))]).toEqual([what, ...expected.words])
  else expect({ what, parts }).toEqual({ what, parts: expected?.parts })
}
