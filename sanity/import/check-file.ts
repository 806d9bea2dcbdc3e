import { type ImportProblem, ImportRefused } from './import-problem.ts'
import type { NamedOnSite } from './named-on-site.ts'
import { PROBLEMS_MAX, readRecords } from './read-records.ts'
import type { CountryRecord, InstitutionRecord, SheetRecord } from './record.ts'
import { documentIdOf } from './sheet-states.ts'

/** What a file holds, apart from the texts. */
export interface CheckedFile {
  readonly sheets: number
  readonly versions: number
  /** Those that the site does not have yet. */
  readonly newCountries: readonly CountryRecord[]
  readonly newInstitutions: readonly InstitutionRecord[]
}

/** Names that sheets use, with the line of the first that does. */
type Uses = Map<string, number>

function note(uses: Uses, name: string, line: number): void {
  if (!uses.has(name)) uses.set(name, line)
}

/**
 * Reads all of the file at `path` and keeps none of its texts.
 * @throws {ImportRefused} with what is wrong and where: nothing of a file with one mistake is written
 */
export async function checkFile(path: string, site: NamedOnSite): Promise<CheckedFile> {
  const problems: ImportProblem[] = []
  const firstLines = new Map<string, number>()
  const countries = new Map<string, CountryRecord>()
  const institutions = new Map<string, InstitutionRecord>()
  const uses: { country: Uses; institution: Uses } = { country: new Map(), institution: new Map() }
  let [sheets, versions] = [0, 0]

  for await (const { line, record } of readRecords(path, problems)) {
    const key = keyOf(record)
    const first = firstLines.get(key)
    if (first !== undefined) {
      problems.push({ line, path: '', message: `${said(record)} stands on line ${first} already: remove one of them` })
      continue
    }
    firstLines.set(key, line)
    if (record.type === 'country') countries.set(record.code, record)
    else if (record.type === 'institution') institutions.set(record.name, record)
    else {
      sheets += 1
      versions += record.versions.length
      note(uses.institution, record.institution, line)
      if (record.country) note(uses.country, record.country, line)
    }
  }

  problems.push(
    ...unknown(
      uses.country,
      site.countries,
      countries,
      'country',
      (code) => `{"type": "country", "code": "${code}", "name": …, "slug": …}`,
    ),
    ...unknown(
      uses.institution,
      site.institutions,
      institutions,
      'institution',
      (name) => `{"type": "institution", "name": ${JSON.stringify(name)}, "slug": …}`,
    ),
    ...clashes(firstLines, [...countries.values(), ...institutions.values()], site),
  )
  if (problems.length > 0)
    throw new ImportRefused('The file cannot be imported; nothing was written.', problems.toSorted(byLine).slice(0, PROBLEMS_MAX))
  return {
    sheets,
    versions,
    newCountries: [...countries.values()].filter(({ code }) => !site.countries.has(code)),
    newInstitutions: [...institutions.values()].filter(({ name }) => !site.institutions.has(name)),
  }
}

function byLine(one: ImportProblem, other: ImportProblem): number {
  return one.line - other.line
}

function keyOf(record: CountryRecord | InstitutionRecord | SheetRecord): string {
  if (record.type === 'sheet') return documentIdOf(record)
  return record.type === 'country' ? `country ${record.code}` : `institution ${record.name}`
}

function said(record: CountryRecord | InstitutionRecord | SheetRecord): string {
  if (record.type === 'sheet') return `The sheet "${record.slug}" in "${record.language}"`
  return record.type === 'country' ? `The country ${record.code}` : `The institution "${record.name}"`
}

/** Names that neither the site nor the file knows. */
function unknown(
  uses: Uses,
  site: ReadonlyMap<string, string>,
  file: ReadonlyMap<string, unknown>,
  what: 'country' | 'institution',
  line: (name: string) => string,
): ImportProblem[] {
  return [...uses].flatMap(([name, at]) =>
    site.has(name) || file.has(name)
      ? []
      : [{ line: at, path: what, message: `${name} is not known on the site: correct it, or add the line ${line(name)}` }],
  )
}

/** Ids that new countries and institutions would have, but others have already. */
function clashes(
  firstLines: ReadonlyMap<string, number>,
  records: readonly (CountryRecord | InstitutionRecord)[],
  { countries, institutions }: NamedOnSite,
): ImportProblem[] {
  const taken = new Set([...countries.values(), ...institutions.values()])
  return records.flatMap((record) => {
    const isThere = record.type === 'country' ? countries.has(record.code) : institutions.has(record.name)
    const id = namedId(record)
    if (isThere || !taken.has(id)) {
      taken.add(id)
      return []
    }
    return [
      { line: firstLines.get(keyOf(record)) ?? 0, path: 'slug', message: `Another ${record.type} has the id "${id}": choose another slug` },
    ]
  })
}

/** The document that a country or an institution of a file becomes. */
export function namedId({ type, slug }: Pick<CountryRecord | InstitutionRecord, 'type' | 'slug'>): string {
  return `${type}-${slug}`
}
