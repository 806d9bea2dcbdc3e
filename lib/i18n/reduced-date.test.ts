import { expect, test } from 'vitest'
import { formatReducedDate, isBefore, isReducedDate } from './reduced-date.ts'

test('A date is shown as exactly as it is known, whatever the time zone of the machine', () => {
  expect(formatReducedDate('2021', 'en')).toBe('2021')
  expect(formatReducedDate('2021-06', 'en')).toBe('June 2021')
  expect(formatReducedDate('2021-06-22', 'en')).toBe('June 22, 2021')
  expect(formatReducedDate('2021-06-22', 'es')).toBe('22 de junio de 2021')
})

test.each(['2021', '2021-06', '2020-02-29'])('%s is a date', (date) => expect(isReducedDate(date)).toBe(true))

test.each(['', '21', '2021-13', '2021-00', '2021-02-29', '2021-06-31', '2021-6-1', '2021-06-22T00:00:00Z', 'June 2021'])(
  '%j is none, and is shown as it is',
  (date) => {
    expect(isReducedDate(date)).toBe(false)
    expect(formatReducedDate(date, 'en')).toBe(date)
  },
)

test('A date is before another only if all of it is', () => {
  expect(isBefore('2021-05', '2021-06-22')).toBe(true)
  expect(isBefore('2021', '2021-06-22')).toBe(false)
  expect(isBefore('2021-06-22', '2021-06')).toBe(false)
  expect(isBefore('2022', '2021-12-31')).toBe(false)
})
