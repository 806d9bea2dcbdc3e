import { indicatorName, madeWord, placeName, placeOfIndicator } from '../figures/documents.ts'

/** A kind of search. */
export interface SearchQuestion {
  readonly name: string
  /** How much longer than among the fewest sheets it may take among the most; null for what is only told. */
  readonly goal: number | null
  /** Its words the `nth` time, where there are `sheets` sheets and `indicators` indicators. */
  readonly words: (nth: number, sheets: number, indicators: number) => string
}

const indicatorAt = (nth: number, indicators: number): number => (nth * 13) % indicators
const figureAt = (nth: number, indicators: number): string => {
  const indicator = indicatorAt(nth, indicators)
  return `${placeName(placeOfIndicator(indicator, nth % 25))} ${indicatorName(indicator)}`
}

export const SEARCHES: readonly SearchQuestion[] = [
  { name: 'a figure and its year', goal: 3, words: (nth, _, indicators) => `${figureAt(nth, indicators)} ${2000 + (nth % 20)}` },
  { name: 'a figure', goal: 3, words: (nth, _, indicators) => figureAt(nth, indicators) },
  { name: 'a place', goal: 3, words: (nth) => placeName(nth * 7) },
  { name: 'a word of one sheet', goal: 3, words: (nth, sheets) => madeWord((nth * 31) % sheets, 'q') },
  { name: 'a word of each 64th sheet', goal: 3, words: (nth) => madeWord(nth % 64, 's') },
  { name: 'a word of each 64th, and a place', goal: 3, words: (nth) => `${madeWord(nth % 64, 's')} ${placeName(nth * 7)}` },
  { name: 'a misspelled place', goal: 3, words: (nth) => placeName(nth * 7).replace(/land$/, 'lamd') },
  { name: 'two words of nearly all', goal: null, words: () => 'water health' },
]
