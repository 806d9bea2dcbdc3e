import { checkClaim, type Claim } from '#lib/figures/claim.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { findStaleness } from '#lib/figures/stale.ts'
import { type StoredClaim, toClaim } from '../claim.ts'
import { describe } from './check-figures.ts'
import type { Finding, FindingPlace } from './finding.ts'
import type { KnownFigures } from './known-figures.ts'
import { findLooseNumbers } from './loose-numbers.ts'
import { type SheetToCheck, sheetBlocks, sheetStrings, type StoredFigure, type TextToCheck } from './sheet-to-check.ts'

/** How many numbers of each kind a text has. */
export interface NumberCounts {
  readonly figures: number
  readonly claims: number
  readonly unbound: number
  readonly loose: number
}

/** What is to be said of one sheet, published or not. */
export interface SheetCheck {
  readonly findings: readonly Finding[]
  readonly counts: NumberCounts
}

/** Four digits alone: where nothing can be marked, they are taken for a year. */
const YEAR = /^[12]\d{3}$/

/** BCP 47 for no known language: of its numbers only digits are found. */
const NO_LANGUAGE = 'und'

/** Numbers bound to nothing, figures that can't be looked up or are no longer the newest, and computed claims that do not follow.
 *  @param today `YYYY-MM-DD` */
export function checkSheet(sheet: SheetToCheck, known: KnownFigures, today: string): SheetCheck {
  const placeAt = (path: string, words: string): FindingPlace => ({ id: sheet._id, type: sheet._type, path, words })
  const language = sheet.language ?? 'en'
  const blocks = sheetBlocks(sheet)
  const loose = [...blocks.flatMap((text) => looseIn(text, language, placeAt)), ...looseInStrings(sheet, placeAt)]
  const figures = blocks.flatMap(({ figures }) => figures)
  const claims = [
    ...figures.flatMap(({ path, value }) => (value.claim ? [{ path, claim: value.claim, figure: value }] : [])),
    ...blocks.flatMap((text) => text.claims.map(({ path, value }) => ({ path, claim: value, figure: null }))),
  ]
  return {
    findings: [
      ...loose,
      ...figures.flatMap(({ path, value }) => checkFigure(value, known, today, (words) => placeAt(path, words))),
      ...claims.flatMap(({ path, claim, figure }) => checkOneClaim(claim, figure, known, (words) => placeAt(path, words))),
    ],
    counts: {
      figures: figures.length,
      claims: claims.length,
      unbound: blocks.reduce((sum, text) => sum + text.unbound, 0),
      loose: loose.length,
    },
  }
}

type PlaceAt = (path: string, words: string) => FindingPlace

function looseIn({ path, block, text }: TextToCheck, language: string, placeAt: PlaceAt): Finding[] {
  return findLooseNumbers(block, language).map(({ words, span, start, end }) => ({
    kind: 'looseNumber',
    severity: 'error',
    words: `“${words}” is typed, and bound to nothing.`,
    advice: 'Put a figure in its place; or select it and mark it as a claim or as “Not a figure”.',
    places: [placeAt(span === null ? path : `${path}.children[_key=="${span}"]`, around(text, start, end))],
  }))
}

/** Fields without marks: no figure can stand there, and no number can be marked, so years and words (“five results”) are let pass. */
function looseInStrings(sheet: SheetToCheck, placeAt: PlaceAt): Finding[] {
  return sheetStrings(sheet).flatMap(({ path, text }) =>
    findLooseNumbers({ children: [{ _type: 'span', text }] }, NO_LANGUAGE)
      .filter(({ words }) => !YEAR.test(words))
      .map(({ words, start, end }) => ({
        kind: 'looseNumber' as const,
        severity: 'error' as const,
        words: `“${words}” is typed where no figure can stand.`,
        advice: 'Say it without the number, and put the figure into the text.',
        places: [placeAt(path, around(text, start, end))],
      })),
  )
}

function checkFigure(
  { observation: { _ref: id = '' } = {} }: StoredFigure,
  known: KnownFigures,
  today: string,
  placeOf: (words: string) => FindingPlace,
): Finding[] {
  const observation = known.get(id)
  if (!observation) {
    return [
      {
        kind: 'noSource',
        severity: 'error',
        words: 'The figure in the text comes from nothing that is published and whole.',
        advice: id === '' ? 'Choose a figure, or remove it.' : 'Publish what it comes from, complete it, or choose another figure.',
        places: [placeOf(id)],
      },
    ]
  }
  return findStaleness(observation, known.besides(observation), { today, dueOn: null }).flatMap((reason) =>
    // What was superseded is a proposal, and told as one.
    reason.kind === 'later' ? [staleFinding(reason.observation, placeOf(describe(observation)))] : [],
  )
}

function staleFinding(later: Observation, place: FindingPlace): Finding {
  return {
    kind: 'stale',
    severity: 'notice',
    words: `There is a later value: ${describe(later)}.`,
    advice: 'Choose the later figure if the sentence is to speak of it; else leave it.',
    places: [place],
  }
}

function checkOneClaim(
  stored: StoredClaim,
  figure: StoredFigure | null,
  known: KnownFigures,
  placeOf: (words: string) => FindingPlace,
): Finding[] {
  const claim: Claim | null = toClaim(stored)
  if (claim?.basis !== 'computed') return []
  const claimed = known.get(figure?.observation?._ref ?? '') ?? null
  const check = checkClaim(claim, known.behind(claim), claimed)
  if (check.outcome === 'holds') return []
  const isUnchecked = check.outcome === 'unchecked'
  return [
    {
      kind: 'failedClaim',
      severity: 'error',
      words: isUnchecked ? `The claim is computed, but can’t be: ${check.message}` : check.message,
      advice: isUnchecked
        ? 'Do that, or mark the claim as stated if its source says it.'
        : 'Correct the sentence or what the claim rests on; or mark it as stated if its source says it.',
      places: [placeOf(claimed ? describe(claimed) : claim.comparison)],
    },
  ]
}

/** As much of the text as is needed to find a number in it. */
const AROUND = 30

function around(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - AROUND), start)
  const after = text.slice(end, end + AROUND)
  return `${start > AROUND ? '…' : ''}${before}${text.slice(start, end)}${after}${end + AROUND < text.length ? '…' : ''}`
}
