/** A number as it stands in a text: from `start` up to but without `end`. */
export interface NumberInText {
  readonly start: number
  readonly end: number
  readonly words: string
}

/** Words for numbers above two, as parts of patterns. What is left out is no number for certain: "second", "thousands", "half". */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  en: [
    ...'three four five six seven eight nine ten eleven twelve'.split(' '),
    ...'thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' '),
    ...'twenty thirty forty fifty sixty seventy eighty ninety'.split(' '),
    ...'dozen hundred thousand million billion trillion'.split(' '),
  ],
  es: [
    ...'tres cuatro cinco seis siete ocho nueve diez once doce'.split(' '),
    ...'trece catorce quince diecis[eé]is diecisiete dieciocho diecinueve'.split(' '),
    ...'veinte veinti\\p{L}+ treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' '),
    ...'docena cien ciento (?:dos|tres|cuatro|seis|ocho)cient[oa]s quinient[oa]s setecient[oa]s novecient[oa]s'.split(' '),
    ...'mil mill[oó]n millones bill[oó]n billones'.split(' '),
  ],
}

/** Digits of any script, fractions and Roman numerals that are characters of their own, with what may stand inside and behind a number. */
const DIGITS = String.raw`\p{N}+(?:[.,٫٬'’·/\u00A0\u2009\u202F]\p{N}+)*(?:\s?[%٪‰])?`

/** "twenty-five", "treinta y cinco". */
const wordPattern = (words: readonly string[]): string =>
  String.raw`(?<![\p{L}\p{N}])(?:${words.join('|')})(?:[-\s](?:and\s|y\s)?(?:${words.join('|')}))*(?![\p{L}\p{N}])`

const patterns = new Map(
  Object.entries(WORDS).map(([language, words]) => {
    const word = wordPattern(words)
    return [language, new RegExp(String.raw`${DIGITS}(?:[-\s]${word})?|${word}`, 'giu')] as const
  }),
)

const DIGITS_ALONE = new RegExp(DIGITS, 'gu')

/** Every number in `text`, in its order: digits in any script, and in languages whose words are known, words above two. */
export function findNumbers(text: string, language: string): readonly NumberInText[] {
  const pattern = patterns.get(language.split('-', 1)[0] ?? '') ?? DIGITS_ALONE
  return Array.from(text.matchAll(pattern), ({ 0: words, index }) => ({ start: index, end: index + words.length, words }))
}
