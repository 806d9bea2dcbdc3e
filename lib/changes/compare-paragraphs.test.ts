import { expect, test } from 'vitest'
import { compareParagraphs } from './compare-paragraphs.ts'

const paragraphs = (given: Readonly<Record<string, string>>) => Object.entries(given).map(([key, words]) => ({ key, words }))

test('A paragraph is the same by its key: what it says anew, what is new and what is gone are told, in the order of reading', () => {
  const before = paragraphs({ first: 'It began.', coca: 'Coca grew on 46,500 ha.', gone: 'It was here.', last: 'It ended.' })
  const after = paragraphs({ coca: 'Coca grew on 49,800 ha.', fresh: 'It is here.', last: 'It ended.' })
  expect(compareParagraphs(before, after, 'en')).toEqual([
    { kind: 'removed', key: 'first', words: 'It began.', after: null },
    {
      kind: 'changed',
      key: 'coca',
      runs: [
        { kind: 'kept', text: 'Coca grew on ' },
        { kind: 'removed', text: '46,500' },
        { kind: 'added', text: '49,800' },
        { kind: 'kept', text: ' ha.' },
      ],
    },
    { kind: 'removed', key: 'gone', words: 'It was here.', after: 'coca' },
    { kind: 'added', key: 'fresh', words: 'It is here.' },
  ])
})

test('Spaces and a place in another order are no difference', () => {
  const one = paragraphs({ a: 'One  stays.', b: 'Two stays.' })
  const other = paragraphs({ b: 'Two stays.', a: 'One stays. ' })
  expect(compareParagraphs(one, other, 'en')).toEqual([])
})
