import { writeFile } from 'node:fs/promises'

/** A record of a sheet on Peru with one version for each text. */
export function sheetRecord(texts: readonly string[], more: Readonly<Record<string, unknown>> = {}) {
  return {
    type: 'sheet',
    slug: 'trial-sheet',
    language: 'en',
    country: 'PE',
    institution: 'Office of Trials',
    summary: 'A sheet that the tests made up, to be imported and read again.',
    sources: [{ title: 'The first printing', publisher: 'Office of Trials', url: 'https://trials.example.org/' }],
    versions: texts.map((text, index) => versionRecord(text, String(2001 + index))),
    ...more,
  }
}

/** One version, whose text stands under a heading of its own. */
export function versionRecord(text: string, issued: string | null, more: Readonly<Record<string, unknown>> = {}) {
  return { issued, title: 'A trial', sections: [{ heading: 'Situation', body: [{ type: 'paragraph', text }] }], ...more }
}

/** What the sheets of `sheetRecord` name. */
export const NAMED_RECORDS = [
  { type: 'country', code: 'PE', name: 'Peru', slug: 'peru', names: { es: 'Perú' } },
  { type: 'institution', name: 'Office of Trials', slug: 'trials', motto: 'Again' },
]

/** Writes `records` to the file `path`, one a line. */
export async function writeRecords(path: string, records: readonly unknown[]): Promise<string> {
  await writeFile(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
  return path
}
