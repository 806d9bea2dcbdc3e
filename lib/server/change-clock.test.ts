import { expect, test } from 'vitest'
import { ChangeClock } from './change-clock.ts'

test('A tag has changed since an instant exactly if the clock advanced with it after that instant', () => {
  const clock = new ChangeClock(100)
  const before = clock.now
  clock.advance(['a'])
  const between = clock.now
  clock.advance(['b'])
  expect(clock.hasChanged(['a'], before)).toBe(true)
  expect(clock.hasChanged(['a'], between)).toBe(false)
  expect(clock.hasChanged(['x', 'b'], between)).toBe(true)
  expect(clock.hasChanged([], before)).toBe(false)
})

test('Instants grow even within one millisecond', () => {
  const clock = new ChangeClock()
  const instants = Array.from({ length: 100 }, () => clock.advance(['a']))
  expect(new Set(instants).size).toBe(100)
  expect(instants.toSorted((one, other) => one - other)).toEqual(instants)
})

test('Of what was forgotten it is assumed that it changed', () => {
  const clock = new ChangeClock(100)
  const before = clock.now
  clock.advance(['a'])
  clock.forget()
  expect(clock.hasChanged(['b'], before)).toBe(true)
  expect(clock.hasChanged(['a'], clock.now)).toBe(false)
})
