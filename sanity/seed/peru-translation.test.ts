import { evaluate, parse } from 'groq-js'
import { expect, test } from 'vitest'
import { formatFigure } from '#lib/figures/format-figure.ts'
import type { BoundBlock } from '../bind.ts'
import { OBSERVATION_FIELDS, toObservations } from '../observation.ts'
import { followedParagraphs, newerInOriginal, type SheetWords } from '../translation.ts'
import { readSeed } from './documents.ts'
import { peruBindingsAr, peruFactSheetAr } from './peru-ar.ts'
import { peruBindingsEs, peruFactSheetEs } from './peru-es.ts'
import { peruFactSheet } from './peru.ts'
import type { SeedDocument } from './seed-document.ts'

interface PeruSheet {
  readonly sections: readonly { readonly body: readonly BoundBlock[] }[]
  readonly results: { readonly items: readonly { readonly body: readonly BoundBlock[] }[] }
}

const words = (sheet: SeedDocument) => followedParagraphs(sheet as SheetWords)

/** The numbers of a text, in digits or in the names of the figures bound in it. */
function numbersIn(text: string): string[] {
  return [...text.matchAll(/\d+(?:[.,]\d{3})*/g)].map(([number]) => number.replaceAll(/[.,]/g, '')).toSorted()
}

test.each([peruFactSheetEs, peruFactSheetAr])(
  'The Peru sheet in $language has every paragraph and every number of the original',
  (sheet) => {
    const [original, translated] = [words(peruFactSheet), words(sheet)]
    expect(translated.map(({ key }) => key)).toEqual(original.map(({ key }) => key))
    for (const [index, { key, words: text }] of translated.entries())
      expect(numbersIn(text), key).toEqual(numbersIn(original[index]?.words ?? ''))
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

test.each([
  ['es', peruFactSheetEs, peruBindingsEs],
  ['ar', peruFactSheetAr, peruBindingsAr],
] as const)('Each number of the Peru sheet in %s is bound, and reads as it was translated', async (language, sheet, bindings) => {
  const tree = parse(`*[_type == "observation"]{${OBSERVATION_FIELDS}}`)
  const answers: unknown[] = await (await evaluate(tree, { dataset: (await readSeed()).documents })).get()
  const observations = new Map(toObservations(answers).map((found) => [found.id, found]))
  for (const { key, words: written, tie } of bindings) {
    if (tie._type !== 'figure') continue
    const observation = observations.get(tie.observation._ref)
    expect(observation && formatFigure(observation, tie, language), key).toBe(written)
  }
  const { sections, results } = sheet as unknown as PeruSheet
  const children = [...sections, ...results.items].flatMap(({ body }) => body.flatMap((block) => block.children))
  expect(children.filter(({ _type }) => _type === 'figure')).toHaveLength(10)
  expect(children.filter(({ text = '', marks = [] }) => marks.length === 0 && /\d/.test(text))).toEqual([])
})
