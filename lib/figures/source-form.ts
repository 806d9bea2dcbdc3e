import type { FigureStyle } from './format-figure.ts'
import type { Observation, Qualifier } from './observation.ts'
import { readPrinted } from './printed.ts'

const HEDGES: Readonly<Record<Qualifier, string>> = {
  estimated: 'estimated',
  about: 'about',
  approximately: 'approximately',
  over: 'over',
  moreThan: 'more than',
  nearly: 'nearly',
  almost: 'almost',
  some: 'some',
  asMuchAs: 'as much as',
  slightlyMoreThan: 'slightly more than',
}

/** The form in which the source of `observation` printed it, and whether the hedge is within what was printed: what an editor is offered first. */
export function sourceForm(observation: Observation): Pick<FigureStyle, 'form' | 'hedged'> {
  const printed = observation.asPrinted?.toLowerCase() ?? ''
  const hedge = observation.qualifier === null ? '' : HEDGES[observation.qualifier]
  const hedged = hedge !== '' && printed.startsWith(`${hedge} `)
  return { form: formOf(hedged ? printed.slice(hedge.length + 1) : printed, observation), hedged }
}

function formOf(printed: string, observation: Observation): FigureStyle['form'] {
  const { unit } = observation
  const { style } = readPrinted(observation)
  if (unit.kind === 'rank') return 'rank'
  if (unit.kind === 'count') return style === 'words' ? 'words' : 'number'
  const one = unit.names.find(({ language }) => language === 'en')?.one ?? ''
  if (one !== '' && new RegExp(`^\\S+-${RegExp.escape(one)}$`).test(printed)) return 'attributive'
  if (style !== 'digits') return 'words'
  if (unit.kind === 'money') return /\p{Sc}/u.test(printed) ? 'symbol' : 'unit'
  const symbol = unit.symbol?.toLowerCase() ?? ''
  if (symbol !== '' && printed.endsWith(`(${symbol})`)) return 'unitAndSymbol'
  if (symbol !== '' && new RegExp(`\\d\\s*${RegExp.escape(symbol)}$`).test(printed)) return 'symbol'
  return /[a-z]/.test(printed) || printed === '' ? 'unit' : 'number'
}
