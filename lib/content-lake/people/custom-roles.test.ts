import { expect, test } from 'vitest'
import { customRoleSchema } from './custom-roles.ts'

const role = { name: 'newsroom', title: 'Newsroom', grants: [{ filter: '_type == "post"', permissions: ['read', 'update'] }] }
const filtered = (filter: string): object => ({ ...role, grants: [{ filter, permissions: ['read'] }] })

test.each([
  'true',
  '_type in ["post", "page"] && !(_id in path("drafts.**"))',
  'references("country-peru") || author._ref == identity()',
  'title match "peru*" && count(tags[@ == "news"]) > 0',
  'sanity::versionOf("a") && defined(slug.current)',
  'author == $identity && geo::distance(geo(here), geo::latLng(1, 2)) < 1000',
])('A filter may be %s', (filter) => {
  expect(customRoleSchema.parse(filtered(filter)).grants[0]?.filter).toBe(filter)
})

test.each([
  ['that follows references', filtered('author->name == "x"'), 'follow references'],
  ['that follows references of an array', filtered('"x" in authors[]->name'), 'follow references'],
  ['that asks for other documents', filtered('count(*) > 1'), 'other documents'],
  ['that reads the clock', filtered('_createdAt < now()'), 'now()'],
  ['that asks for releases', filtered('count(releases::all()) > 0'), 'all()'],
  ['that ends early', filtered('true] | order(_id) [0...2'), 'one expression'],
  ['that ends early and asks on', filtered('true]{"a": *[true]}[true'), 'one expression'],
  ['that is no GROQ', filtered('_type =='), 'filter'],
  ['that wants a parameter', filtered('_type == $type'), '$type'],
])('A role with a filter %s is refused', (_what, given, why) => {
  expect(customRoleSchema.safeParse(given).error?.message).toContain(why)
})

test.each([
  ['the name of a role that is built in', { ...role, name: 'editor' }, 'built in'],
  ['an unknown permission', { ...role, grants: [{ filter: 'true', permissions: ['publish'] }] }, 'permissions'],
  ['something that nobody asked for', { ...role, power: 9000 }, 'power'],
])('A role with %s is refused', (_what, given, why) => {
  expect(customRoleSchema.safeParse(given).error?.message).toContain(why)
})
