import type { BlockRecord, VersionRecord } from '#sanity/import/record.ts'
import { readCorpus } from './corpus-directory.ts'
import type { CorpusFile, CorpusSheet, ExpectedText } from './expected-sheet.ts'

interface Block {
  readonly type: 'heading' | 'paragraph' | 'bullet'
  readonly text: string
  readonly level?: number
}

interface Version {
  readonly title: string
  readonly first_seen: string
  readonly blocks: readonly Block[]
}

interface Release {
  readonly id: string
  readonly title: string
  readonly issuer: string
  readonly date: string
  readonly url: string
  readonly versions: readonly Version[]
}

const PUBLISHER = 'U.S. Department of State'

/** The State Department's sheets, each with every version that was seen of it. */
export async function stateFactSheets(directory: string): Promise<CorpusFile> {
  const { documents } = await readCorpus<{ documents: readonly Release[] }>(directory, 'state-fact-sheets.json')
  return { named: [], sheets: documents.map(toSheet) }
}

function toSheet(release: Release): CorpusSheet {
  const { id, title, issuer, date, url, versions } = release
  return {
    record: {
      type: 'sheet',
      slug: id,
      language: 'en',
      institution: PUBLISHER,
      summary: `${title}: what the ${issuer} published on ${date}, word for word.`,
      sources: [{ title, publisher: PUBLISHER, url, date }],
      versions: versions.map((version, index) => toVersion(version, index === 0 ? date : version.first_seen.slice(0, 10))),
    },
    expected: versions.map(toExpected),
  }
}

function toVersion({ title, blocks }: Version, issued: string): VersionRecord {
  const sections: { heading?: string; body: BlockRecord[] }[] = []
  for (const { type, text, level } of blocks) {
    if (type === 'heading') sections.push({ heading: text, body: [] })
    else {
      if (sections.length === 0) sections.push({ body: [] })
      sections.at(-1)?.body.push(type === 'bullet' ? { type, text, level } : { type, text })
    }
  }
  return { issued, title, sections }
}

function toExpected({ title, blocks }: Version): ExpectedText {
  const kinds = { heading: () => 'h2', paragraph: () => 'p', bullet: (level: number) => `bullet ${level}` }
  return {
    by: 'parts',
    parts: [{ kind: 'h1', text: title }, ...blocks.map(({ type, text, level = 1 }) => ({ kind: kinds[type](level), text }))],
  }
}
