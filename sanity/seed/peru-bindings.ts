import type { Claim } from '#lib/figures/claim.ts'
import type { Form } from '#lib/figures/format-figure.ts'
import type { Binding, ClaimValue } from '../bind.ts'

const SITUATION =
  'According to the latest U.S. government figures, Peru is the world’s top potential producer of cocaine and the second-largest cultivator of coca, with an estimated 46,500 hectares (ha) of coca under cultivation in 2014.'
const SIGNS =
  'There are positive signs on this front -- the Government of Peru’s continued dedication to eradicate coca and support alternative development helped make the 2014 coca cultivation estimate the lowest in recent years.'
const GOALS =
  'The United States and Peru are strong bilateral partners, and the United States actively supports the Government of Peru’s comprehensive five-year counternarcotics strategy to aggressively eradicate illicit coca, implement alternative development programs, interdict illicit narcotics, and reduce domestic drug abuse.'
const ERADICATION =
  'Eradication of illicit coca destined for cocaine production increased by over 31 percent between 2013 and 2014 and over 200% since 2011; especially of note is a record breaking 31,205 hectares of coca eradicated in 2014.'
const SEIZURES =
  'Seizures of cocaine rose 23 percent from 2013 to 2014, and seizures of precursor chemicals increased 14 percent from 2013 to 2014.'
const ACADEMIES =
  'The United States and Peru are jointly supporting three police academies in the major coca-growing and drug production areas east of the Andes mountains of Peru, helping the Peruvian National Police increase its presence where it is most needed.'

const CULTIVATION = 'pe-coca-cultivation-2014-pe-inl-2015'
const ERADICATED = 'pe-coca-eradication-2014-pe-inl-2015'

const observation = (id: string) => ({ _type: 'reference', _ref: `observation-${id}` }) as const

/** A claim that rests on the source's own words, about the observation `id`. */
function stated(comparison: Claim['comparison'], id: string, start: string | null, end: string): ClaimValue {
  return {
    _type: 'claim',
    basis: 'stated',
    comparison,
    observations: [{ ...observation(id), _key: 'on' }],
    window: { ...(start !== null && { start }), end },
  }
}

interface FigureOptions {
  readonly hedged?: boolean
  readonly claim?: ClaimValue
}

function figure(key: string, sentence: string, words: string, id: string, form: Form, options: FigureOptions = {}): Binding {
  return { key, sentence, words, nth: 0, tie: { _type: 'figure', observation: observation(id), form, hedged: false, ...options } }
}

function year(key: string, sentence: string, words: string, nth = 0): Binding {
  return { key, sentence, words, nth, tie: { _type: 'unbound', reason: 'date' } }
}

/** A change in percent from `start` to 2014, as the source states it. */
function change(key: string, sentence: string, words: string, indicator: string, start: string, form: Form): Binding {
  const id = `pe-${indicator}-change-${start}-2014-pe-inl-2015`
  return figure(key, sentence, words, id, form, { hedged: words.startsWith('over'), claim: stated('change', id, start, '2014') })
}

function rank(key: string, words: string, indicator: string): Binding {
  const id = `pe-rank-${indicator}-2014-pe-inl-2015`
  return figure(key, SITUATION, words, id, 'rank', { claim: stated('rank', id, '2014', '2014') })
}

/** What each number of the Peru sheet is: a figure, a claim, or deliberately neither. */
export const peruBindings: readonly Binding[] = [
  rank('top', 'top', 'cocaine-potential-production'),
  rank('second-largest', 'second-largest', 'coca-cultivation'),
  figure('area', SITUATION, 'estimated 46,500 hectares (ha)', CULTIVATION, 'unitAndSymbol', { hedged: true }),
  year('situation-2014', SITUATION, '2014'),
  year('signs-2014', SIGNS, '2014'),
  { key: 'lowest', sentence: SIGNS, words: 'the lowest in recent years', nth: 0, tie: stated('lowest', CULTIVATION, null, '2014') },
  figure('strategy', GOALS, 'five-year', 'pe-strategy-duration-asof-2015-pe-inl-2015', 'attributive'),
  change('since-2013', ERADICATION, 'over 31 percent', 'coca-eradication', '2013', 'unit'),
  year('eradication-2013', ERADICATION, '2013'),
  year('eradication-2014', ERADICATION, '2014'),
  change('since-2011', ERADICATION, 'over 200%', 'coca-eradication', '2011', 'symbol'),
  year('eradication-2011', ERADICATION, '2011'),
  { key: 'record', sentence: ERADICATION, words: 'record breaking', nth: 0, tie: stated('highest', ERADICATED, null, '2014') },
  figure('eradicated', ERADICATION, '31,205 hectares', ERADICATED, 'unit'),
  year('eradicated-2014', ERADICATION, '2014', 1),
  change('cocaine', SEIZURES, '23 percent', 'cocaine-seizures', '2013', 'unit'),
  year('cocaine-2013', SEIZURES, '2013'),
  year('cocaine-2014', SEIZURES, '2014'),
  change('precursors', SEIZURES, '14 percent', 'precursor-seizures', '2013', 'unit'),
  year('precursors-2013', SEIZURES, '2013', 1),
  year('precursors-2014', SEIZURES, '2014', 1),
  figure('academies', ACADEMIES, 'three', 'pe-police-academies-asof-2015-pe-inl-2015', 'words'),
]

/** The words of a translation by the key of a binding: where they stand, which they are, and which of those in that place, from 0. */
export type TranslatedWords = Readonly<Record<string, readonly [sentence: string, words: string, nth?: number]>>

/** What each number of a translation of the Peru sheet is: the same as in the original.
 *  @throws {Error} if `translated` leaves one out: no number of a translation is typed. */
export function peruBindingsOf(translated: TranslatedWords): readonly Binding[] {
  return peruBindings.map((binding) => {
    const [sentence, words, nth = 0] = translated[binding.key] ?? []
    if (sentence === undefined || words === undefined) throw new Error(`The translation does not say which words are ${binding.key}.`)
    return { ...binding, sentence, words, nth }
  })
}
