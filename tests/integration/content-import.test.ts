import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { describePlan } from '#sanity/import/describe-plan.ts'
import { planImport } from '#sanity/import/plan-import.ts'
import { transactionsOf } from '#sanity/import/present-sheets.ts'
import { writeImport } from '#sanity/import/write-import.ts'
import { importContent } from '#scripts/site/import-content.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { NAMED_RECORDS, sheetRecord, versionRecord, writeRecords } from '#tests/support/sheet-records.ts'

let lake: TestLake
let client: SanityClient
let directory: string
/** Each test has a sheet of its own, because a lake remembers those that were deleted. */
let slug: string
let id: string
let count = 0

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chancery-import-'))
  lake = await startLake()
  client = lake.client('administrator').withConfig({ perspective: 'raw' })
})
afterAll(async () => {
  await lake.close()
  await rm(directory, { recursive: true })
})
beforeEach(async () => {
  await client.delete({ query: '*[]' })
  count += 1
  slug = `sheet-${count}`
  id = `fact-sheet_en_${slug}`
})

const sheet = (texts: readonly string[], more: Readonly<Record<string, unknown>> = {}) => sheetRecord(texts, { slug, ...more })

const file = (...records: unknown[]) => writeRecords(join(directory, 'sheets.ndjson'), [...NAMED_RECORDS, ...records])

/** Imports a file whole, and what was said of it. */
async function imported(...records: unknown[]): Promise<readonly string[]> {
  const said: string[] = []
  await importContent(client, { path: await file(...records), isDryRun: false, isAgreed: true }, (line) => said.push(line))
  return said
}

/** The text of the sheet at each of its revisions, the oldest first. */
async function texts(): Promise<readonly string[]> {
  const revisions = (await transactionsOf(client, id)).toReversed()
  return await Promise.all(
    revisions.map(async (revision) => {
      const { documents } = await client.request<{ documents: { sections: { body: { children: { text: string }[] }[] }[] }[] }>({
        url: `/data/history/production/documents/${id}`,
        query: { revision },
      })
      return documents[0]?.sections[0]?.body[0]?.children[0]?.text ?? ''
    }),
  )
}

describe('what an import writes', () => {
  test('Each version of a sheet is one transaction, in order, and the sheet ends as the last', async () => {
    await imported(sheet(['One.', 'Two.', 'Three.']))
    expect(await texts()).toEqual(['One.', 'Two.', 'Three.'])
    expect(await client.getDocument(id)).toMatchObject({
      title: 'A trial',
      language: 'en',
      slug: { current: slug },
      country: { _ref: 'country-peru' },
      institution: { _ref: 'institution-trials' },
      issued: { date: '2003' },
    })
    expect(await client.fetch('*[_id == $id][0].sources[].source->{title, publisher, url}', { id })).toEqual([
      { title: 'The first printing', publisher: 'Office of Trials', url: 'https://trials.example.org/' },
    ])
  })

  test('Versions and sheets that cite one source share its document', async () => {
    await imported(sheet(['One.', 'Two.']), sheet(['Uno.'], { language: 'es' }))
    expect(await client.fetch('count(*[_type == "source"])')).toBe(1)
  })

  test('A paragraph that is reworded keeps its key, so that a link to it lasts', async () => {
    await imported(sheet(['One is here.', 'One was here.']))
    const keys = async (revision: string) =>
      JSON.stringify(
        await client.request({ url: `/data/history/production/documents/${id}`, query: { revision } }),
        (_, value: { _key?: string }) => value,
      ).match(/"_key":"[^"]+"/g)
    const [last = '', first = ''] = await transactionsOf(client, id)
    expect(await keys(first)).toEqual(await keys(last))
  })

  test('The same file a second time changes nothing and says so', async () => {
    const record = sheet(['One.', 'Two.'])
    await imported(record)
    const before = await client.getDocument(id)
    expect(await imported(record)).toEqual(['1 unchanged', 'There is nothing to write.'])
    expect(await client.getDocument(id)).toEqual(before)
    expect(await transactionsOf(client, id)).toHaveLength(2)
  })

  test('An import that was broken off after a version goes on with the next', async () => {
    const plan = await planImport(client, await file(sheet(['One.', 'Two.', 'Three.'])))
    let written = 0
    await expect(
      writeImport(client, plan, () => {
        written += 1
        if (written === 2) throw new Error('The power is out')
      }),
    ).rejects.toThrow('The power is out')
    expect(await texts()).toEqual(['One.', 'Two.'])
    expect(await imported(sheet(['One.', 'Two.', 'Three.']))).toContain(`  ${slug} (en): version 3`)
    expect(await texts()).toEqual(['One.', 'Two.', 'Three.'])
  })

  test('A plan that is carried out twice writes each version once', async () => {
    const plan = await planImport(client, await file(sheet(['One.', 'Two.'])))
    await writeImport(client, plan, () => undefined)
    await writeImport(client, plan, () => undefined)
    expect(await texts()).toEqual(['One.', 'Two.'])
  })

  test('A later file adds its new versions, and may replace the last one', async () => {
    await imported(sheet(['One.']))
    await imported(sheet(['One.', 'Two.']))
    expect(await imported(sheet(['One.', 'Zwei.']))).toContain(`  ${slug} (en): version 2`)
    expect(await texts()).toEqual(['One.', 'Two.', 'Zwei.'])
  })

  test('A summary alone can change, back and forth', async () => {
    const said = (summary: string) => imported(sheet(['One.'], { summary }))
    await said('The first summary of the sheet.')
    for (const summary of ['Another summary of the sheet.', 'The first summary of the sheet.']) {
      await said(summary)
      expect(await client.getDocument(id)).toMatchObject({ summary })
      expect(await said(summary)).toContain('1 unchanged')
    }
  })

  test('A dry run says the same and writes nothing', async () => {
    const said: string[] = []
    const path = await file(sheet(['One.', 'Two.']))
    expect(await importContent(client, { path, isDryRun: true, isAgreed: true }, (line) => said.push(line))).toBe(true)
    expect(said).toEqual([
      '1 new, 2 versions to be published:',
      `  ${slug} (en): 2 versions`,
      'New countries: Peru',
      'New institutions: Office of Trials',
      'Nothing was written, as --dry-run asks for.',
    ])
    expect(await client.fetch('count(*)')).toBe(0)
  })
})

describe('what an import leaves alone', () => {
  /** How the sheet of `record` is refused. */
  async function refusal(record: unknown): Promise<string> {
    const said = await imported(record)
    expect(said.join('\n')).toMatch(/^1 refused:\n/)
    return said[1] ?? ''
  }

  test('A sheet that somebody edited gets no new version, and one without news is unchanged', async () => {
    await imported(sheet(['One.']))
    await client.patch(id).set({ title: 'By hand' }).commit()
    expect(await refusal(sheet(['One.', 'Two.']))).toContain('somebody has edited it')
    expect(await imported(sheet(['One.']))).toContain('1 unchanged')
    expect(await client.getDocument(id)).toMatchObject({ title: 'By hand' })
  })

  test('A sheet that somebody works on is left until that is published', async () => {
    await imported(sheet(['One.']))
    await client.create({ _id: `drafts.${id}`, _type: 'factSheet' })
    expect(await refusal(sheet(['One.', 'Two.']))).toContain('somebody is working on a draft')
  })

  test('A sheet that was deleted stays deleted', async () => {
    await imported(sheet(['One.']))
    await client.delete(id)
    expect(await refusal(sheet(['One.']))).toContain('somebody has deleted it')
  })

  test('What was published is not rewritten by a file with other words for it', async () => {
    await imported(sheet(['One.', 'Two.', 'Three.']))
    expect(await refusal(sheet(['Uno.', 'Two.', 'Three.']))).toContain('what was published is not rewritten')
    expect(await texts()).toEqual(['One.', 'Two.', 'Three.'])
  })

  test('An address that another sheet has is not given twice, in one language', async () => {
    await client.create({ _id: 'own', _type: 'factSheet', language: 'en', slug: { current: slug } })
    expect(await refusal(sheet(['One.']))).toContain('another sheet has this address')
    expect((await imported(sheet(['Uno.'], { language: 'es' })))[0]).toMatch(/^1 new/)
  })

  test('A sheet under this id that no import made is left', async () => {
    await client.create({ _id: id, _type: 'factSheet', language: 'en', slug: { current: slug } })
    expect(await refusal(sheet(['One.']))).toContain('not by an import')
  })

  test('The others of the file go in', async () => {
    await client.create({ _id: 'own', _type: 'factSheet', language: 'en', slug: { current: slug } })
    const other = sheet(['Other.'], { slug: 'another-sheet' })
    expect(describePlan(await planImport(client, await file(sheet(['One.']), other)))).toEqual([
      '1 new, 1 version to be published:',
      '  another-sheet (en)',
      '1 refused:',
      expect.stringContaining(`${slug} (en): another sheet`),
      'New countries: Peru',
      'New institutions: Office of Trials',
    ])
  })
})

describe('a file that is wrong', () => {
  /** What is said of `content`, with nothing written. */
  async function complaint(content: string | Buffer): Promise<string> {
    const path = join(directory, 'wrong.ndjson')
    await writeFile(path, content)
    const refused = await importContent(client, { path, isDryRun: false, isAgreed: true }, () => undefined).catch((error: unknown) => error)
    expect(await client.fetch('count(*)')).toBe(0)
    return String(refused)
  }
  const line = (...records: unknown[]) => [...NAMED_RECORDS, ...records].map((record) => `${JSON.stringify(record)}\n`).join('')

  test.each<readonly [string, unknown, string]>([
    ['no type', {}, 'line 3, type: Must be an object whose "type" is "sheet", "country" or "institution"'],
    ['a field not known', sheetRecord(['One.'], { sumary: 'x' }), 'line 3: Has fields that are not known (sumary)'],
    [
      'a heading without text',
      sheetRecord([], { versions: [versionRecord('x', null, { sections: [{ heading: ' ', body: [] }] })] }),
      'versions[0].sections[0].heading: Must not be empty',
    ],
    [
      'a block of no kind',
      sheetRecord([], { versions: [versionRecord('x', null, { sections: [{ body: [{ type: 'quote', text: 'x' }] }] })] }),
      'versions[0].sections[0].body[0].type: Must be an object whose "type" is "paragraph"',
    ],
    [
      'versions in disorder',
      sheetRecord([], { versions: [versionRecord('x', '2002-03'), versionRecord('y', null), versionRecord('z', '2002-02-28')] }),
      'versions[2].issued: Is before 2002-03',
    ],
    [
      'a date that is none',
      sheetRecord([], { versions: [versionRecord('x', '2002-02-30')] }),
      'versions[0].issued: Must be a date such as',
    ],
    ['no date and no null', sheetRecord([], { versions: [{ title: 'x', sections: [] }] }), 'versions[0].issued: Is missing'],
    ['no versions', sheetRecord([]), 'versions: Must have at least one version'],
    [
      'a language tag written otherwise',
      sheetRecord(['x'], { language: 'zh-hant' }),
      'language: Must be a language tag of BCP 47 as it is usually written, here "zh-Hant"',
    ],
    ['an unknown country', sheetRecord(['x'], { country: 'XX' }), 'line 3, country: XX is not known on the site'],
    ['an unknown institution', sheetRecord(['x'], { institution: 'Nobody' }), 'line 3, institution: Nobody is not known on the site'],
    [
      'no country and no title',
      sheetRecord([], { country: null, versions: [versionRecord('x', null, { title: undefined })] }),
      'versions[0]: Must have a "title"',
    ],
    ['a slug with capitals', sheetRecord(['x'], { slug: 'Peru' }), 'slug: Must be lower-case letters'],
    ['half a character', sheetRecord(['\ud800']), 'body[0].text: Has a character that no text can hold'],
    [
      'a link that runs a script',
      sheetRecord([], {
        versions: [
          versionRecord('x', null, { sections: [{ body: [{ type: 'paragraph', runs: [{ text: 'x', link: 'javascript:alert(1)' }] }] }] }),
        ],
      }),
      'runs[0].link: Must start with https://',
    ],
  ])('%s is named with its place, and nothing is written', async (_, record, expected) => {
    expect(await complaint(line(record))).toContain(expected)
  })

  test('Every mistake is named at once, in the order of the file', async () => {
    const said = await complaint(line(sheet(['x'], { slug: 'A' }), sheet(['x'], { summary: '' })))
    expect(said).toMatch(/line 3, slug: .*\n {2}line 4, summary: /)
  })

  test('A sheet that stands there twice', async () => {
    expect(await complaint(line(sheet(['x']), sheet(['y'])))).toContain(`line 4: The sheet "${slug}" in "en" stands on line 3 already`)
  })

  test('UTF-16, and bytes that are not UTF-8', async () => {
    expect(await complaint(Buffer.from(`\ufeff${line(sheet(['x']))}`, 'utf16le'))).toContain(
      'line 1: The file is in UTF-16: save the file as UTF-8',
    )
    const latin = Buffer.from(line(sheet(['x'], { slug: 'perú' })).replaceAll('"Perú"', '"Peru"'), 'latin1')
    expect(await complaint(latin)).toContain('line 3: This line is not UTF-8')
  })

  test('A mark of UTF-8 at the beginning is no mistake', async () => {
    const path = join(directory, 'marked.ndjson')
    await writeFile(path, `\ufeff${line(sheet(['x']))}`)
    expect((await planImport(client, path)).sheets).toHaveLength(1)
  })

  test('JSON over several lines, no JSON, nothing at all, no file', async () => {
    expect(await complaint(JSON.stringify(sheet(['x']), null, 2))).toContain('line 1: Is only the beginning of a JSON value')
    expect(await complaint('title;text\n')).toContain('line 1: Is not JSON')
    expect(await complaint('\n \n')).toContain('is empty')
    await expect(planImport(client, join(directory, 'absent'))).rejects.toThrow('cannot be read: it is not there')
  })

  test('A line without an end is broken off, not read into memory', async () => {
    expect(await complaint(Buffer.alloc(17 * 1024 * 1024, 'x'))).toContain('line 1: Is longer than 16 MB')
  })
})

describe("Sanity's documents", () => {
  const documents = [
    { _id: 'b', _type: 'note', to: { _type: 'reference', _ref: 'a' } },
    { _id: 'a', _type: 'note', text: 'First', to: { _type: 'reference', _ref: 'b' } },
  ]
  const run = async (...records: unknown[]) => {
    const said: string[] = []
    const path = await writeRecords(join(directory, 'documents.ndjson'), records)
    await importContent(client, { path, isDryRun: false, isAgreed: true }, (said_) => said.push(said_))
    return said[0]
  }

  test('They go in whatever the order of their references, and a second time changes nothing', async () => {
    expect(await run(...documents)).toBe("Sanity's documents: 2 new, 0 changed, 0 unchanged")
    const before = await client.fetch('*[_type == "note"] | order(_id)')
    expect(before).toMatchObject([{ to: { _ref: 'b' } }, { to: { _ref: 'a' } }])
    expect(JSON.stringify(before)).not.toContain('_weak')
    expect(await run(...documents)).toBe("Sanity's documents: 0 new, 0 changed, 2 unchanged")
    expect(await client.fetch('*[_type == "note"] | order(_id)')).toEqual(before)
    expect(await run(documents[0], { ...documents[1], text: 'Second' })).toBe("Sanity's documents: 0 new, 1 changed, 1 unchanged")
  })

  test('One without an id, and one that stands there twice, are named, and nothing is written', async () => {
    await expect(run({ _type: 'note' })).rejects.toThrow('line 1, _id: Must have an "_id"')
    await expect(run(documents[0], documents[0])).rejects.toThrow('line 2, _id: "b" stands on line 1 already')
    expect(await client.fetch('count(*)')).toBe(0)
  })
})
