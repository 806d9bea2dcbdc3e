import { expect, test } from 'vitest'
import { successorOf } from './successor.ts'

test('What supersedes a figure begins as a draft that says the same, names it, and leaves the reason open', () => {
  const published = {
    _id: 'observation-old',
    _type: 'observation',
    _rev: 'one',
    _createdAt: '2026-11-26T00:00:00Z',
    _updatedAt: '2026-11-26T00:00:00Z',
    value: 46500,
    unit: { _type: 'reference', _ref: 'unit-ha' },
    supersedes: { _type: 'reference', _ref: 'observation-older' },
    supersession: { _type: 'supersession', kind: 'newData', reason: 'Of the old one.' },
  }
  expect(successorOf(published, 'observation-new')).toEqual({
    _id: 'drafts.observation-new',
    _type: 'observation',
    value: 46500,
    unit: { _type: 'reference', _ref: 'unit-ha' },
    supersedes: { _type: 'reference', _ref: 'observation-old' },
  })
})
