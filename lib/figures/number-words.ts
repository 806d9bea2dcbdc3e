import { pluralRules } from '#lib/i18n/formats.ts'
import type { FigureLanguage } from './figure-language.ts'

/**
 * Words for whole numbers from 0. English writes them up to twenty. Spanish has no word for one that needs no gender, and Arabic none from
 * three to ten, so these are written in digits there.
 */
const WORDS: Record<FigureLanguage, readonly (string | null)[]> = {
  en: (
    'zero one two three four five six seven eight nine ten eleven twelve ' +
    'thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
  ).split(' '),
  es: [
    'cero',
    null,
    ...(
      'dos tres cuatro cinco seis siete ocho nueve diez once doce ' +
      'trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte'
    ).split(' '),
  ],
  ar: [],
}

const FRACTIONS: readonly { readonly value: number; readonly words: Record<FigureLanguage, string> }[] = [
  { value: 1 / 2, words: { en: 'half', es: 'la mitad', ar: 'نصف' } },
  { value: 1 / 3, words: { en: 'one third', es: 'un tercio', ar: 'ثلث' } },
  { value: 2 / 3, words: { en: 'two thirds', es: 'dos tercios', ar: 'ثلثا' } },
  { value: 1 / 4, words: { en: 'one quarter', es: 'una cuarta parte', ar: 'ربع' } },
  { value: 3 / 4, words: { en: 'three quarters', es: 'tres cuartas partes', ar: 'ثلاثة أرباع' } },
  { value: 1 / 5, words: { en: 'one fifth', es: 'una quinta parte', ar: 'خمس' } },
]

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')

/** The word for `value` in `language`, or null where digits are to be written. */
export function wordFor(value: number, language: FigureLanguage): string | null {
  return WORDS[language][value] ?? null
}

/** The words for a share from 0 to 1, or null if it is no common fraction. */
export function fractionWords(share: number, language: FigureLanguage): string | null {
  return FRACTIONS.find(({ value }) => Math.abs(value - share) < 0.005)?.words[language] ?? null
}

/** "second", or "139th" beyond ten. */
export function englishOrdinal(rank: number): string {
  const word = ORDINALS[rank - 1]
  if (word) return word
  const suffixes: Record<string, string> = { one: 'st', two: 'nd', few: 'rd' }
  return `${rank}${suffixes[pluralRules('en', { type: 'ordinal' }).select(rank)] ?? 'th'}`
}

/** The number that English `words` begin with, and whether it is a share: "eight metric tons", "half". Null if they begin with none. */
export function readWords(words: string): { readonly value: number; readonly isShare: boolean } | null {
  const fraction = FRACTIONS.find(({ words: { en } }) => words.startsWith(en) && !/\w/.test(words.charAt(en.length)))
  if (fraction) return { value: fraction.value, isShare: true }
  const first = /^[a-z]+/.exec(words)?.[0] ?? ''
  const value = WORDS.en.indexOf(first)
  return value === -1 ? null : { value, isShare: false }
}
