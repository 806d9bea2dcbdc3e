import { expect, test } from 'vitest'
import { Access } from './access.ts'

const FILTERS = [
  '_id in path("*")',
  '_type in ["post", "page"]',
  '_type == "post" && references("a")',
  '_id in path("drafts.**") || _id == "b"',
  'sanity::versionOf("c") || (_type == "post" && title == "x")',
]

test.each(['d', 'o'])('What may be read is asked of the row that is named, %s, and of no other', (row) => {
  const access = new Access(
    FILTERS.map((filter) => ({ filter, permissions: ['read'] })),
    'ann',
  )
  const { sql, isExact } = access.readableSql(['dataset'], row)
  expect(isExact).toBe(false)
  expect(new Set([...sql.matchAll(/\b(\w+)\.(?:id|base_id|type|number|refers_to)\b/g)].map(([, name]) => name))).toEqual(new Set([row]))
})
