import type { Refusal, Step } from './decide.ts'
import { type ImportPlan, type PlannedSheet, transactionsOfStep } from './plan-import.ts'

/** So many sheets of a kind are named, the rest is counted. */
const NAMED_MAX = 10

const WHY: Record<Refusal, string> = {
  'other sheet': 'another sheet has this address in this language: change the slug in the file',
  'not imported': 'it was here before, and not by an import',
  edited: 'somebody has edited it since it was imported: bring the new versions in by hand',
  drafted: 'somebody is working on a draft of it: publish or discard that first',
  deleted: 'somebody has deleted it since it was imported: give it another slug to bring it back',
  rewritten: 'the file has other words for a version that was published, and what was published is not rewritten',
}

const KINDS: readonly (readonly [Step['kind'], string])[] = [
  ['new', 'new'],
  ['changed', 'changed'],
  ['about', 'changed in summary, country or institution'],
  ['unchanged', 'unchanged'],
  ['refused', 'refused'],
]

/** What `plan` would do, as lines for the terminal. */
export function describePlan({ sheets, newCountries, newInstitutions }: ImportPlan): readonly string[] {
  return [
    ...KINDS.flatMap(([kind, title]) => {
      const found = sheets.filter(({ step }) => step.kind === kind)
      if (found.length === 0) return []
      const written = found.reduce((sum, sheet) => sum + transactionsOfStep(sheet), 0)
      const count = `${found.length} ${title}${written > 0 ? `, ${written} ${written === 1 ? 'version' : 'versions'} to be published` : ''}`
      const isNamed = kind !== 'unchanged'
      return [`${count}${isNamed ? ':' : ''}`, ...(isNamed ? namesOf(found) : [])]
    }),
    ...newNames('countries', newCountries),
    ...newNames('institutions', newInstitutions),
  ]
}

function newNames(what: string, records: readonly { readonly name: string }[]): readonly string[] {
  return records.length === 0 ? [] : [`New ${what}: ${records.map(({ name }) => name).join('; ')}`]
}

function namesOf(sheets: readonly PlannedSheet[]): readonly string[] {
  const lines = sheets.slice(0, NAMED_MAX).map((sheet) => `  ${sheet.slug} (${sheet.language})${detail(sheet)}`)
  return sheets.length > NAMED_MAX ? [...lines, `  and ${sheets.length - NAMED_MAX} more`] : lines
}

function detail({ step, versions }: PlannedSheet): string {
  switch (step.kind) {
    case 'new':
      return versions === 1 ? '' : `: ${versions} versions`
    case 'changed':
      return `: ${versions - step.from === 1 ? `version ${versions}` : `versions ${step.from + 1} to ${versions}`}`
    case 'refused':
      return `: ${WHY[step.reason]}`
    case 'about':
    case 'unchanged':
      return ''
  }
}
