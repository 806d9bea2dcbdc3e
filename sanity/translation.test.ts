import { expect, test } from 'vitest'
import { followedParagraphs, newerInOriginal, type SheetWords } from './translation.ts'

const block = (key: string, text: string) => ({ _key: key, _type: 'block', children: [{ _type: 'span', text }] })
const sheet = (...paragraphs: readonly (readonly [string, string])[]): SheetWords => ({
  sections: [{ _key: 'a', heading: 'Situation', body: paragraphs.map(([key, text]) => block(key, text)) }],
  results: { lead: 'Results:', items: [{ _key: 'r', body: [block('1', 'Rose.')] }] },
})

const original = sheet(['1', 'One.'], ['2', 'Two.'])
const translation = sheet(['1', 'Uno.'], ['2', 'Dos.'])
const followed = followedParagraphs(original)

test('Every paragraph, heading and leading sentence of a sheet is followed, in its order', () => {
  expect(followed).toEqual([
    { key: 'a', words: 'Situation' },
    { key: 'a.1', words: 'One.' },
    { key: 'a.2', words: 'Two.' },
    { key: 'lead', words: 'Results:' },
    { key: 'r.1', words: 'Rose.' },
  ])
})

test('A translation that follows its original as it is has nothing newer', () => {
  expect(newerInOriginal(original, translation, followed)).toEqual([])
})

test('A paragraph that was reworded, added or removed in the original is told at its place in the translation', () => {
  const now = sheet(['0', 'Nought.'], ['2', 'Two!'], ['3', 'Three.'])
  expect(newerInOriginal(now, translation, followed)).toEqual([
    { key: 'a.0', kind: 'added', after: 'a' },
    { key: 'a.2', kind: 'changed', after: 'a.2' },
    { key: 'a.3', kind: 'added', after: 'a.2' },
    { key: 'a.1', kind: 'removed', after: 'a.1' },
  ])
})

test('What comes before everything that the translation has is told at its top', () => {
  const now: SheetWords = { ...original, sections: [{ _key: 'new', body: [block('n', 'News.')] }, ...(original.sections ?? [])] }
  expect(newerInOriginal(now, translation, followed)).toEqual([{ key: 'new.n', kind: 'added', after: null }])
})

test('A translation that never noted what it follows claims nothing', () => {
  expect(newerInOriginal(sheet(['1', 'Else.']), translation, [])).toEqual([])
})

test('A new value of the same figure is newer nowhere, another figure is', () => {
  const bound = (observation: string, value: string): SheetWords => ({
    sections: [
      { _key: 'a', body: [{ _key: '1', children: [{ text: 'With ' }, { _type: 'figure', observation: { _ref: observation }, value }] }] },
    ],
  })
  const before = followedParagraphs(bound('observation-1', '46,500'))
  expect(newerInOriginal(bound('observation-1', '46,700'), bound('observation-1', ''), before)).toEqual([])
  expect(newerInOriginal(bound('observation-2', '46,500'), bound('observation-1', ''), before)).toHaveLength(1)
})
