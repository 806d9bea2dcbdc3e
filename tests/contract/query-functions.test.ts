import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REFUSED_FUNCTIONS } from '#lib/content-lake/query/refused-functions.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'

const block = {
  _type: 'block',
  children: [
    { _type: 'span', text: 'Two ' },
    { _type: 'span', text: 'words' },
  ],
}

/** What each function gives: whatever Sanity documents is here, or is refused by name. */
const served: readonly (readonly [query: string, result: unknown])[] = [
  ['identity()', 'editor'],
  ['sanity::projectId() + "/" + sanity::dataset()', 'local/production'],
  ['now() > "2026-01-01" && dateTime(now()) > dateTime("2026-01-01T00:00:00Z")', true],
  ['dateTime::now() - dateTime(now())', 0],
  ['dateTime("2026-01-31T12:00:00+02:00") + 60', '2026-01-31T10:01:00Z'],
  ['[lower("Ä"), upper("ä"), string::lower("A"), string::upper("a"), string(1.5), string(true)]', ['ä', 'Ä', 'a', 'A', '1.5', 'true']],
  ['string::split("a,b", ",") + string::split("😀b", "")', ['a', 'b', '😀', 'b']],
  [
    '[string::startsWith("abc", "ab"), length("a😀"), length([1, 2]), round(2.5), round(-2.5), round(3.14159, 2)]',
    [true, 2, 2, 3, -3, 3.14],
  ],
  [
    '[array::join([1, "b", true], "-"), array::compact([1, null]), array::unique([1, 1, "a"]), array::intersects([1, 2], [2])]',
    ['1-b-true', [1], [1, 'a'], true],
  ],
  ['[math::sum([1, 2, null]), math::avg([1, 2]), math::min([3, 1]), math::max([3, 1])]', [3, 1.5, 1, 3]],
  [
    '*[_id == "one"][0]{"words": pt::text(body), "all": coalesce(missing, title), "is": defined(title)}',
    { words: 'Two words', all: 'One', is: true },
  ],
  ['[count([1, 2]), select(false => 1, 2), "a.b" in path("a.*")]', [2, 2, true]],
  ['*[references("one")]._id', ['two']],
  ['*[_id == "two"][0]{"there": documents::get(link).title}.there', 'One'],
  ['*[sanity::versionOf("one")]._id', ['drafts.one', 'one', 'versions.spring.one']],
  ['*[sanity::partOfRelease("spring")]._id', ['versions.spring.one']],
  ['releases::all()[].name', ['spring']],
  [
    '[diff::changedAny({"a": 1}, {"a": 2}, a), diff::changedAny({"a": 1}, {"a": 2}, b), diff::changedOnly({"a": 1}, {"a": 2}, (a, b))]',
    [true, false, true],
  ],
  ['geo::latLng(59.9, 10.7)', { type: 'Point', coordinates: [10.7, 59.9] }],
  ['round(geo::distance(geo({"lat": 59.913889, "lng": 10.752222}), geo({"lat": 59.329444, "lng": 18.068611})))', 416761],
  ['geo::contains({"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]]}, geo::latLng(5, 5))', true],
  [
    'geo::intersects({"type": "LineString", "coordinates": [[0, 0], [9, 9]]}, {"type": "LineString", "coordinates": [[0, 9], [9, 0]]})',
    true,
  ],
  ['*[_type == "page"] | score(boost(title match "two", 3)) | order(_score desc)[0]._id', 'two'],
  ['"\\u{1F600}" // a smile', '😀'],
]

/** What is wrong with a query, and which part of it is pointed at. */
const errors: readonly (readonly [query: string, culprit: string, says: RegExp])[] = [
  ['*[_type == "page"', '', /Syntax error/],
  ['*[title = "x"]', '=', /Syntax error/],
  ['*[geo(here) && title = "x"]', '=', /Syntax error/],
  ['*[nothing(title)]', 'nothing', /nothing/],
  ['*[such::thing(title)]', 'such', /such/],
  ['*[title == $missing]', '$missing', /\$missing is used, but not given/],
  ['*[length(title, 2) > 1]', 'length', /length/],
  ['*[geo::distance(title) > 1]', 'distance', /takes 2 arguments, not 1/],
  ['*{title} | score(a == 1)', 'score', /documents as they are/],
  ['*[title == "\\u{"]', '\\u{', /must be followed/],
  ['*[boost(title == "x", 2)]', 'boost', /boost/],
]

describe('functions of queries', () => {
  let lake: TestLake
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('editor').withConfig({ perspective: 'raw' })
    await client.releases.create({ releaseId: 'spring', metadata: { title: 'Spring', releaseType: 'asap' } })
    await client.mutate<Record<string, unknown>>([
      { create: { _id: 'one', _type: 'page', title: 'One', body: [block] } },
      { create: { _id: 'drafts.one', _type: 'page', title: 'One, drafted' } },
      { create: { _id: 'versions.spring.one', _type: 'page', title: 'One in spring' } },
      { create: { _id: 'two', _type: 'page', title: 'Two', link: { _type: 'reference', _ref: 'one' } } },
    ])
  })
  afterAll(() => lake.close())

  it.each(served)('%s', async (query, result) => {
    expect(await client.fetch(query)).toEqual(result)
  })

  it.each(Object.entries(REFUSED_FUNCTIONS))('%s is refused by its name, and why is said', async (name, why) => {
    const call = `${name.replace('global::', '')}(${{ 'media::aspect': 'a, b', 'delta::operation': '' }[name] ?? 'a'})`
    await expect(client.fetch(`*[${call}]`)).rejects.toMatchObject({ statusCode: 400 })
    const said = await refusal(`*[${call}]`)
    // Two of them the parser itself has only where changes are looked at.
    expect(said.description).toMatch(name.startsWith('delta::changed') ? /changed/ : why.slice(0, 20))
  })

  it.each(errors)('%s is refused, pointing at %s', async (query, culprit, says) => {
    const { description, start, end, query: repeated } = await refusal(query)
    expect(description).toMatch(says)
    expect([repeated, query.slice(start, end).trim()]).toEqual([query, culprit])
  })

  async function refusal(query: string): Promise<{ description: string; start: number; end: number; query: string }> {
    const response = await lake.fetch(`/v2025-02-19/data/query/production?query=${encodeURIComponent(query)}`, {}, 'editor')
    const { error } = (await response.json()) as { error: { type: string; description: string; start: number; end: number; query: string } }
    expect([response.status, error.type]).toEqual([400, 'queryParseError'])
    return error
  }
})
