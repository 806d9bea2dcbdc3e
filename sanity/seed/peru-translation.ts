import { followedParagraphs, type SheetWords } from '../translation.ts'
import { peruFactSheet } from './peru.ts'
import type { SeedDocument } from './seed-document.ts'

/** What marks a sheet as our own translation of the Peru sheet, made from it as it is in this seed. */
export function translationOfPeru() {
  const paragraphs = followedParagraphs(wordsOf(peruFactSheet))
  return {
    _type: 'translationOf',
    original: { _type: 'reference', _ref: peruFactSheet._id, _weak: true },
    isUnofficial: true,
    paragraphs: paragraphs.map((paragraph) => ({ _type: 'followedParagraph', _key: paragraph.key, ...paragraph })),
  }
}

/** The fields of a sheet that hold its words. */
function wordsOf({ sections, results }: SeedDocument): SheetWords {
  return { sections, results } as SheetWords
}
