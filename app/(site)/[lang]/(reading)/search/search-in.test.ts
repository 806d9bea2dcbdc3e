import { expect, test } from 'vitest'
import { searchIn } from './search-in.ts'

test('What a query says beside words counts only if it can mean something', () => {
  expect(searchIn({ q: 'coca', kind: 'sheet', country: 'peru', topic: 'cultivation', year: '2014', page: '2' }, 'es')).toEqual({
    text: 'coca',
    language: 'es',
    kind: 'sheet',
    place: 'peru',
    topic: 'cultivation',
    year: 2014,
    page: 2,
  })
  expect(searchIn({ q: ['coca', 'x'], kind: 'all', country: "'; drop", topic: 'A', year: '99999', page: '-1' }, 'en')).toMatchObject({
    text: 'coca',
    kind: null,
    place: null,
    topic: null,
    year: null,
    page: 1,
  })
  expect(searchIn({ q: '\ud800x', page: '999' }, 'en')).toMatchObject({ text: '\ufffdx', page: 200 })
})

test('Without words there is no search', () => {
  expect([searchIn({}, 'en'), searchIn({ q: '', year: '2014' }, 'en')]).toEqual([null, null])
})
