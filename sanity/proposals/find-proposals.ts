import { formatFigure } from '#lib/figures/format-figure.ts'
import type { FigureLanguage } from '#lib/figures/figure-language.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { sourceForm } from '#lib/figures/source-form.ts'
import { writtenLanguage } from '#lib/figures/written-language.ts'
import type { KnownFigures } from '../check/known-figures.ts'
import { type SheetToCheck, sheetBlocks, type StoredFigure, type TextToCheck } from '../check/sheet-to-check.ts'
import type { StoredClaim } from '../claim.ts'
import type { ProposalPlace, SheetProposal } from './proposal.ts'

/** As much of the text as is needed to find a figure in it. */
const AROUND = 80

/** What of `sheet`, in one state of it, was superseded: one proposal for each observation that it uses, in the order of its text. */
export function findProposals(sheet: SheetToCheck, known: KnownFigures): readonly SheetProposal[] {
  const language = writtenLanguage(sheet.language ?? 'en')
  const places = sheetBlocks(sheet).flatMap((text) => placesIn(text, known, language))
  return [...Map.groupBy(places, ({ id }) => id)].flatMap(([id, found]) => {
    const from = known.get(id)
    const successors = known.successorsOf(id)
    const to = successors.at(-1)
    return from && to ? [{ from, successors, to, places: found.map(({ place }) => place) }] : []
  })
}

interface Found {
  /** Of the superseded observation. */
  readonly id: string
  readonly place: ProposalPlace
}

function placesIn(text: TextToCheck, known: KnownFigures, language: FigureLanguage): readonly Found[] {
  const { block, figures, claims } = text
  const words = (block.children ?? []).map((child) => ({ ...child, words: wordsOf(child, known, language) }))
  const around = (isIt: (child: (typeof words)[number]) => boolean): Pick<ProposalPlace, 'lead' | 'claimed' | 'tail'> => {
    const first = words.findIndex(isIt)
    const last = words.findLastIndex(isIt)
    const said = (from: number, to: number) =>
      words
        .slice(from, to)
        .map((child) => child.words)
        .join('')
    const [lead, tail] = [said(0, first), said(last + 1, words.length)]
    return {
      lead: lead.length > AROUND ? `…${lead.slice(-AROUND)}` : lead,
      claimed: said(first, last + 1),
      tail: tail.length > AROUND ? `${tail.slice(0, AROUND)}…` : tail,
    }
  }
  const ofFigures = figures.flatMap(({ path: at, value }) => {
    const where = around(({ _key }) => _key === value._key)
    return [
      ...replaced(value.observation?._ref, known, (observation) => shown(observation, value, language), {
        path: at,
        kind: 'figure',
        ...where,
      }),
      ...restingOn(value.claim, known, language, { path: at, ...where }),
    ]
  })
  const ofWords = claims.flatMap(({ path: at, value }) => {
    const key = keyOf(value)
    const where = around(({ marks }) => (marks ?? []).includes(key))
    return restingOn(value, known, language, { path: at, ...where })
  })
  return [...ofFigures, ...ofWords]
}

function restingOn(
  claim: StoredClaim | null | undefined,
  known: KnownFigures,
  language: FigureLanguage,
  where: Omit<ProposalPlace, 'kind' | 'before' | 'after'>,
): readonly Found[] {
  const ids = new Set((claim?.observations ?? []).map(({ _ref }) => _ref))
  return [...ids].flatMap((id) => replaced(id, known, (observation) => valueIn(observation, language), { kind: 'claim', ...where }))
}

function replaced(
  id: string | undefined,
  known: KnownFigures,
  say: (observation: Observation) => string,
  where: Omit<ProposalPlace, 'before' | 'after'>,
): readonly Found[] {
  const from = id === undefined ? undefined : known.get(id)
  const to = from && known.successorsOf(from.id).at(-1)
  return from && to ? [{ id: from.id, place: { ...where, before: say(from), after: say(to) } }] : []
}

function wordsOf(
  child: { readonly _type?: string; readonly text?: string | null } & Partial<StoredFigure>,
  known: KnownFigures,
  language: FigureLanguage,
): string {
  if (child._type === 'span') return child.text ?? ''
  const observation = known.get(child.observation?._ref ?? '')
  return observation ? shown(observation, child, language) : '…'
}

function shown(observation: Observation, { form, hedged }: Partial<StoredFigure>, language: FigureLanguage): string {
  return formatFigure(observation, { form: form ?? 'unit', hedged: hedged ?? false }, language)
}

/** A value by itself, as its source prints it. */
export function valueIn(observation: Observation, language: FigureLanguage): string {
  return formatFigure(observation, { ...sourceForm(observation), signed: true }, language)
}

function keyOf(mark: StoredClaim): string {
  return '_key' in mark && typeof mark._key === 'string' ? mark._key : ''
}
