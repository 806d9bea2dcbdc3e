/** A word of a text: how it is looked for, and where it stands. */
export interface Word {
  readonly word: string
  readonly from: number
  readonly to: number
}

const WORD = /\p{Nd}+(?:[.,٫٬]\p{Nd}+)*|[\p{L}\p{M}\p{N}]+/gu
/** Writing without spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const LONGEST = 60

let segmenter: Intl.Segmenter | undefined

/** The words of `text`, in their order. */
export function wordsIn(text: string): readonly Word[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: found, index }) => (UNSPACED.test(found) ? segmentsOf(found, index) : wordAt(found, index)))
}

function segmentsOf(text: string, from: number): readonly Word[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' })
  return [...segmenter.segment(text)].flatMap(({ segment, index }) => wordAt(segment, from + index))
}

function wordAt(found: string, from: number): readonly Word[] {
  const word = fold(found)
  return word === '' ? [] : [{ word, from, to: from + found.length }]
}

/** `word` without accents, vowel signs and capitals, numbers with Western digits and without what groups them: how it is spelled plays no part. */
export function fold(word: string): string {
  const plain = word
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}ـ]/gu, '')
    .replaceAll('ى', 'ي')
    .replaceAll(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
  const number = /^\d{1,3}(?:[.,٬]\d{3})+$/.test(plain) ? plain.replaceAll(/[.,٬]/g, '') : plain.replaceAll(/[,٫]/g, '.')
  return number.replaceAll(/[^\p{L}\p{N}.]/gu, '').slice(0, LONGEST)
}

/** The configuration of PostgreSQL's that finds the stems of words of `language`. */
export function configurationOf(language: string): 'english' | 'spanish' | 'arabic' | 'simple' {
  switch (language) {
    case 'en':
      return 'english'
    case 'es':
      return 'spanish'
    case 'ar':
      return 'arabic'
    default:
      return 'simple'
  }
}

/** `word`, folded, as the stems of `language` are found from. Those of Spanish hang on the accent of one ending. */
export function forStems(word: string, language: string): string {
  return language === 'es' ? word.replace(/([cs])ion$/, '$1ión') : word
}

/** The words of `text` as PostgreSQL is given them: a space between each two, so that it takes each for one. */
export function textForStems(text: string, language: string): string {
  return wordsIn(text)
    .map(({ word }) => forStems(word, language))
    .join(' ')
}
