import { z } from 'zod'
import { bearsOut } from './agreement.ts'
import { changeBetween, differenceBetween } from './change.ts'
import { FigureError } from './figure-error.ts'
import { formatFigure } from './format-figure.ts'
import type { Observation } from './observation.ts'
import { contains, isSamePeriod, timeKey, type Period } from './period.ts'
import { sourceForm } from './source-form.ts'
import { isOfSameRow } from './stale.ts'
import { currentOf, successorOf } from './supersession.ts'

export const COMPARISONS = ['change', 'difference', 'rank', 'highest', 'lowest'] as const

/** What words like "increased by over 31 percent" or "the lowest in recent years" rest on. */
export interface Claim {
  /** `stated`: on the source's own words. `computed`: on levels of one series. */
  readonly basis: 'stated' | 'computed'
  readonly comparison: (typeof COMPARISONS)[number]
  /** Ids: from and to of a change or difference; for the rest the subject, for a rank followed by those it is ranked among. */
  readonly observations: readonly string[]
  /** The time within which something is the highest or lowest; null ends are open. */
  readonly window: { readonly start: string | null; readonly end: string | null } | null
}

/** Parses a claim from JSON. */
export const claimSchema: z.ZodType<Claim> = z.object({
  basis: z.enum(['stated', 'computed']),
  comparison: z.enum(COMPARISONS),
  observations: z
    .array(z.string())
    .nullish()
    .transform((value) => value ?? []),
  window: z
    .object({
      start: z
        .string()
        .nullish()
        .transform((value) => value || null),
      end: z
        .string()
        .nullish()
        .transform((value) => value || null),
    })
    .nullish()
    .transform((value) => value ?? null),
})

/** `message` is for editors: what is expected, what comes out, or why nothing can be computed and what to do. */
export type ClaimCheck =
  | { readonly outcome: 'holds'; readonly computed: number }
  | { readonly outcome: 'fails'; readonly computed: number; readonly message: string }
  | { readonly outcome: 'unchecked'; readonly reason: string; readonly message: string }

/**
 * Whether a computed claim follows from `known`, all observations of its indicators and places. Where one that it rests on was superseded, the
 * successor is taken: that is what makes a claim fail after a correction. `claimed` is the figure that carries the claim, null for words.
 * A stated claim is never checked.
 */
export function checkClaim(claim: Claim, known: readonly Observation[], claimed: Observation | null): ClaimCheck {
  if (claim.basis === 'stated') return unchecked('stated', "The claim rests on the source's own words and is not computed.")
  try {
    const named = claim.observations.map((id) => current(id, known))
    switch (claim.comparison) {
      case 'change':
      case 'difference':
        return checkChange(claim, named, demandFigure(claimed))
      case 'rank':
        return checkRank(named, demandFigure(claimed))
      case 'highest':
      case 'lowest':
        return checkExtreme(claim, named, known)
    }
  } catch (error) {
    if (error instanceof FigureError) return unchecked(error.code, error.message)
    throw error
  }
}

function checkChange(claim: Claim, [from, to]: readonly Observation[], claimed: Observation): ClaimCheck {
  if (!from || !to) throw new FigureError('too-few', 'Choose two observations: the one from which and the one to which it changed.')
  const window = windowOf(claim)
  if (window && !(contains(window, from.period) && contains(window, to.period))) {
    throw new FigureError(
      'outside-window',
      'The observations lie outside the time named by the claim. Change the time or the observations.',
    )
  }
  const computed = claim.comparison === 'difference' ? differenceBetween(from, to) : changeIn(claimed, from, to)
  if (claim.comparison === 'difference' && claimed.unit.id !== from.unit.id) {
    throw new FigureError(
      'unlike-units',
      `The figure is in ${claimed.unit.code}, the observations are in ${from.unit.code}. Choose one unit.`,
    )
  }
  return bearsOut(computed, claimed) ? { outcome: 'holds', computed } : fails(computed, claimed)
}

/** A change is a share of the first level, in percent or as a fraction of one. */
function changeIn({ unit }: Observation, from: Observation, to: Observation): number {
  const { percent } = changeBetween(from, to)
  if (unit.code === 'percent') return percent
  if (unit.code === 'fraction') return percent / 100
  throw new FigureError('unlike-units', `A change is in percent, the figure is in ${unit.code}. Choose a difference for it.`)
}

function checkRank([subject, ...others]: readonly Observation[], claimed: Observation): ClaimCheck {
  if (!subject || others.length === 0) {
    throw new FigureError('too-few', 'Choose the observation that is ranked, then those of the other places that it is ranked among.')
  }
  for (const other of others) {
    const isLike = other.indicator.id === subject.indicator.id && other.series.id === subject.series.id && other.unit.id === subject.unit.id
    if (!isLike || !isSamePeriod(other.period, subject.period)) {
      throw new FigureError(
        'unlike-ranked',
        'Only values of one indicator, series, unit and period can be ranked. Choose such observations.',
      )
    }
  }
  const computed = 1 + others.filter(({ value }) => value > subject.value).length
  return computed === claimed.value ? { outcome: 'holds', computed } : fails(computed, claimed)
}

function checkExtreme(claim: Claim, [subject]: readonly Observation[], known: readonly Observation[]): ClaimCheck {
  if (!subject) throw new FigureError('too-few', `Choose the observation that is said to be the ${claim.comparison}.`)
  const window = windowOf(claim)
  if (!window) throw new FigureError('no-window', `Name the time in which it is the ${claim.comparison}: from when, until when, or both.`)
  if (!contains(window, subject.period)) {
    throw new FigureError('outside-window', 'The observation lies outside the time named by the claim. Change the time or the observation.')
  }
  const inWindow = currentOf(known).filter(
    (other) => isOfSameRow(other, subject) && other.unit.id === subject.unit.id && contains(window, other.period),
  )
  const exceeds = ({ value }: Observation): boolean => (claim.comparison === 'lowest' ? value < subject.value : value > subject.value)
  const periods = [...Map.groupBy(inWindow, ({ period }) => timeKey(period)).values()].filter(
    ([first]) => first && !isSamePeriod(first.period, subject.period),
  )
  if (periods.length === 0) throw new FigureError('too-few', 'No other value of the series is known in this time. Name a longer time.')
  const beaten = periods.find((values) => values.every(exceeds))?.[0]
  if (beaten) {
    return {
      outcome: 'fails',
      computed: beaten.value,
      message: `It is not the ${claim.comparison}: the value for ${beaten.period.start ?? beaten.period.end ?? 'another period'} is ${english(beaten)}; this one is ${english(subject)}.`,
    }
  }
  const doubtful = periods.find((values) => values.some(exceeds))
  if (doubtful) {
    throw new FigureError(
      'contradiction',
      `It depends on which is right of ${doubtful.map(english).join(' and ')}. Resolve this contradiction first.`,
    )
  }
  return { outcome: 'holds', computed: subject.value }
}

function current(id: string, known: readonly Observation[]): Observation {
  const found = successorOf(id, known)
  if (found) return found
  if (known.some((observation) => observation.id === id)) {
    throw new FigureError('circle', 'Observations that the claim rests on supersede each other in a circle. Break it first.')
  }
  throw new FigureError(
    'unknown-observation',
    `The claim rests on an observation that is not published: ${id}. Publish it or choose another.`,
  )
}

function demandFigure(claimed: Observation | null): Observation {
  if (claimed) return claimed
  throw new FigureError('no-figure', 'These words name no number to compare with. Bind the number itself, or mark the claim as stated.')
}

function windowOf({ window }: Claim): Period | null {
  return window === null || (window.start === null && window.end === null) ? null : { type: 'range', ...window }
}

function fails(computed: number, claimed: Observation): ClaimCheck {
  const rounded = Number(computed.toPrecision(4))
  return { outcome: 'fails', computed, message: `The text says ${english(claimed)}; the data give ${rounded}.` }
}

function english(observation: Observation): string {
  const { form } = sourceForm(observation)
  return formatFigure(observation, { form, hedged: true, signed: true }, 'en')
}

function unchecked(reason: string, message: string): ClaimCheck {
  return { outcome: 'unchecked', reason, message }
}
