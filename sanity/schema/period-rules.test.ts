import { expect, test } from 'vitest'
import { checkPeriod, periodWords } from './period-rules.ts'

test.each([
  ['a year', { type: 'year', start: '2014', end: '2014' }],
  ['a month', { type: 'month', start: '2002-06', end: '2002-06' }],
  ['a range of unlike exactness', { type: 'range', start: '2014', end: '2014-06' }],
  ['an open beginning', { type: 'since', start: '2017' }],
  ['a sum of all years', { type: 'cumulative' }],
  ['a day that the source is of', { type: 'as-of', start: '2012-01-24', end: '2012-01-24' }],
  ['none, which is the affair of whoever requires one', undefined],
])('%s is a period', (_, value) => {
  expect(checkPeriod(value)).toBe(true)
})

test.each([
  ['without a kind', { start: '2014', end: '2014' }, 'type', 'Choose what kind'],
  ['without a beginning', { type: 'year', end: '2014' }, 'start', 'Say when the period begins'],
  ['without an end', { type: 'range', start: '2014' }, 'end', 'Say when the period ends'],
  ['upside down', { type: 'range', start: '2015', end: '2014' }, 'end', 'ends before it begins'],
  ['upside down, one end more exact', { type: 'range', start: '2015-02', end: '2014' }, 'end', 'ends before it begins'],
  ['in words', { type: 'range', start: 'June 2014', end: '2015' }, 'start', 'Write a year, month or day as 2014'],
  ['in a thirteenth month', { type: 'range', start: '2014-13', end: '2015' }, 'start', 'Write a year, month or day as 2014'],
  ['a month where a year is meant', { type: 'year', start: '2014-06', end: '2014-06' }, 'start', 'Write a year, such as 2014'],
  ['a year that ends in another', { type: 'year', start: '2014', end: '2015' }, 'end', 'choose "From one time to another"'],
])('A period %s is refused at its field, with what to do', (_, value, field, message) => {
  expect(checkPeriod(value)).toEqual({ path: [field], message: expect.stringContaining(message) })
})

test.each([
  [{ type: 'year', start: '2014', end: '2014' }, '2014'],
  [{ type: 'range', start: '2011', end: '2014' }, '2011 to 2014'],
  [{ type: 'fiscal-year', start: '2008', end: '2008' }, 'fiscal year 2008'],
  [{ type: 'since', start: '2017' }, 'since 2017'],
  [{ type: 'as-of', start: '2015', end: '2015' }, 'as of 2015'],
  [{ type: 'cumulative' }, 'in all'],
  [{}, ''],
])('A period in a list of the Studio: %o', (value, words) => {
  expect(periodWords(value)).toBe(words)
})
