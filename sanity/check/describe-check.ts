import { publishedId } from '../published-id.ts'
import type { CheckReport } from './check-content.ts'
import { FINDING_KINDS, FINDING_TITLES, type Finding, type FindingPlace } from './finding.ts'

/** As many findings of a kind are told one by one. */
const TOLD_MAX = 50

/** What a check found, as lines to print: counts first, then findings by kind, the errors before the notices. */
export function describeCheck({ findings, counts }: CheckReport): readonly string[] {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  return [
    `${counts.sheets} fact sheets with their drafts, ${counts.observations} published figures`,
    `Numbers in texts: ${counts.figures} figures, ${counts.claims} claims, ${counts.unbound} marked as no figure, ${counts.loose} bound to nothing`,
    `Proposals: ${counts.proposals.open} open, ${counts.proposals.taken} taken and to be published, ${counts.proposals.left} left`,
    ...FINDING_KINDS.flatMap((kind) => describeKind(kind, findings)),
    '',
    `${errors} errors, ${findings.length - errors} notices`,
  ]
}

function describeKind(kind: Finding['kind'], findings: readonly Finding[]): readonly string[] {
  const ofKind = findings.filter((finding) => finding.kind === kind)
  const [first] = ofKind
  if (!first) return []
  const told = ofKind.slice(0, TOLD_MAX)
  const untold = ofKind.length - told.length
  return [
    '',
    `${FINDING_TITLES[kind]}: ${ofKind.length} (${first.severity})`,
    ...told.flatMap(describeFinding),
    ...(untold > 0 ? [`  … and ${untold} more: --json tells all of them.`] : []),
  ]
}

function describeFinding({ words, advice, places }: Finding): readonly string[] {
  return [`  ${words}`, ...places.map((place) => `      ${describePlace(place)}`), `      → ${advice}`]
}

function describePlace({ id, path, words }: FindingPlace): string {
  const state = publishedId(id) === id ? '' : id.startsWith('drafts.') ? ' (draft)' : ' (in a release)'
  return [`${publishedId(id)}${state}`, path, words].filter(Boolean).join(' · ')
}
