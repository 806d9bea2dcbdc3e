import { expect, test } from 'vitest'
import { followedParagraphs, newerInOriginal, type SheetWords } from '../translation.ts'
import { peruFactSheetAr } from './peru-ar.ts'
import { peruFactSheetEs } from './peru-es.ts'
import { peruFactSheet } from './peru.ts'
import type { SeedDocument } from './seed-document.ts'

const words = (sheet: SeedDocument) => followedParagraphs(sheet as SheetWords)

/** The numbers of a text in digits, without their separators of thousands. */
function numbersIn(text: string): string[] {
  return [...text.matchAll(/\d+(?:[.,]\d{3})*/g)].map(([number]) => number.replaceAll(/[.,]/g, '')).toSorted()
}

/** The numbers in digits of each paragraph of the original, in which one that is bound has none. */
const NUMBERS: Readonly<Record<string, readonly string[]>> = {
  'situation.situation-1': ['2014', '2014', '46500'],
  'eradication.eradication-1': ['200', '2011', '2013', '2014', '2014', '31', '31205'],
  'seizures.seizures-1': ['14', '2013', '2013', '2014', '2014', '23'],
}

test.each([peruFactSheetEs, peruFactSheetAr])(
  'The Peru sheet in $language has every paragraph and every number of the original',
  (sheet) => {
    const translated = words(sheet)
    expect(translated.map(({ key }) => key)).toEqual(words(peruFactSheet).map(({ key }) => key))
    for (const { key, words: text } of translated) expect(numbersIn(text), key).toEqual(NUMBERS[key] ?? [])
  },
)

test.each([peruFactSheetEs, peruFactSheetAr])(
  'The Peru sheet in $language is marked as unofficial, and up to date with its original',
  (sheet) => {
    const { isUnofficial, original, paragraphs } = sheet.translationOf as {
      isUnofficial: boolean
      original: { _ref: string }
      paragraphs: { key: string; words: string }[]
    }
    expect(isUnofficial).toBe(true)
    expect(original._ref).toBe(peruFactSheet._id)
    expect(paragraphs).toHaveLength(words(peruFactSheet).length)
    expect(newerInOriginal(peruFactSheet as SheetWords, sheet as SheetWords, paragraphs)).toEqual([])
  },
)
