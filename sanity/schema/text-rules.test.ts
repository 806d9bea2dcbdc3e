import { expect, test } from 'vitest'
import { warnOfLooseNumbers } from './text-rules.ts'

const contextOf = (document: object) => ({
  document: document as { _type: string; _id: string; _createdAt: string; _updatedAt: string; _rev: string },
})
const block = { _type: 'block', children: [{ _type: 'span', text: 'Tres de 46,500', marks: [] }] }

test('The form of a fact sheet warns of each number that is typed, in the words of its language', () => {
  expect(warnOfLooseNumbers(block, contextOf({ _type: 'factSheet', language: 'es' }))).toMatch(/^Bound to nothing: “Tres”, “46,500”\./)
  expect(warnOfLooseNumbers(block, contextOf({ _type: 'factSheet', language: 'en' }))).toMatch(/^Bound to nothing: “46,500”\./)
})

test('Nothing is said of an empty text, and of numbers in a page', () => {
  expect(warnOfLooseNumbers(undefined, contextOf({ _type: 'factSheet' }))).toBe(true)
  expect(warnOfLooseNumbers(block, contextOf({ _type: 'page', language: 'es' }))).toBe(true)
})
