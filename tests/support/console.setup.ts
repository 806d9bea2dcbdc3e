import { afterEach, beforeEach, expect } from 'vitest'

// A warning or an error on the console fails the test that did not ask for it. A test that expects one says so:
// vi.spyOn(console, 'error').mockImplementation(() => {})
const said: unknown[][] = []
const original = { error: console.error, warn: console.warn }
const record =
  (method: 'error' | 'warn') =>
  (...args: unknown[]) => {
    said.push(args)
    original[method](...args)
  }

beforeEach(() => {
  said.length = 0
  console.error = record('error')
  console.warn = record('warn')
})

afterEach(() => {
  console.error = original.error
  console.warn = original.warn
  expect(said.splice(0), 'said on the console').toEqual([])
})
