import { parse } from 'groq-js'
import { expect, test } from 'vitest'
import { dangerIn } from './match-guard.ts'
import { nodesOf } from './query-plan.ts'

const long = 'a'.repeat(2000)
const dangerOf = (query: string): string | null => dangerIn(nodesOf(parse(query, { params: { long, pattern: '*a*' } })))

test.each([
  `*[title match "per*"]`,
  `*[title match ["*a*b*", "c*"]]`,
  `*[title match "*" + $pattern]`,
  `*[title match "${long}*"]`,
  `*[_id in path("drafts.**")]`,
  `*[body == "****" + "${long}"]`,
])('Harmless: %s', (query) => {
  expect(dangerOf(query)).toBeNull()
})

test.each([
  `*["x" match "*a*a*a*b"]`,
  `*[$long match $pattern]`,
  `*[$long match "*a" + "*a" + "*b"]`,
  `*["x" match array::join(["a", "b"], "*")]`,
  `*[_id in path("**.**.**.**")]`,
])('Could take without end: %s', (query) => {
  expect(dangerOf(query)).not.toBeNull()
})
