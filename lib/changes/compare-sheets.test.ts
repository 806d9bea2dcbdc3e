import { expect, test } from 'vitest'
import { compareSheets, type SheetPart } from './compare-sheets.ts'

const part = (key: string, heading: string | null, ...paragraphs: string[]): SheetPart => ({ key, heading, paragraphs })
const sheet = (...parts: SheetPart[]) => ({ language: 'en', parts, figures: [] })
const compared = (before: SheetPart[], after: SheetPart[]) =>
  compareSheets(sheet(...before), sheet(...after)).parts.map(({ key, kind, changes }) => [key, kind, changes.map((change) => change.kind)])

test('Parts are compared by their keys, in the order of the later state, and what is gone stands at the end', () => {
  const before = [part('gone', 'Gone', 'It was here.'), part('same', 'Same', 'It stays.'), part('one', null, 'Coca grew in 2014.')]
  const after = [part('new', 'New', 'It is here.'), part('one', null, 'Coca grew in 2015.'), part('same', 'Same', 'It stays.')]
  expect(compared(before, after)).toEqual([
    ['new', 'added', ['added', 'added']],
    ['one', 'changed', ['reworded']],
    ['gone', 'removed', ['removed', 'removed']],
  ])
})

test('A heading is part of what a section says', () => {
  expect(compared([part('one', 'Coca in Peru', 'It stays.')], [part('one', 'Coca in Bolivia', 'It stays.')])).toEqual([
    ['one', 'changed', ['reworded']],
  ])
})
