/** A document about as large as a real one, 2 KB of JSON. */
export interface BenchDocument {
  readonly _id: string
  readonly _type: string
  readonly [attribute: string]: unknown
}

const common =
  `the of and to in is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she
  there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may
  first then do any like my now over such our man me even most made after also did many off before must well back through years where much your way`
    .split(/\s+/)
    .filter((word) => word !== '')
const languages = ['en', 'de', 'fr', 'es']
/** How many sheets share a country, a rare word. */
export const perCountry = 20
export const perRareWord = 10

/** Numbers that look like chance and are the same each time. */
function chance(seed: number): () => number {
  let state = (seed + 1) * 2_654_435_761
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e37_79b9) >>> 0
    return state / 2 ** 32
  }
}

const pick = <T>(next: () => number, from: readonly T[]): T => from[Math.floor(next() * from.length)] as T

function sentence(next: () => number, words: number): string {
  const text = Array.from({ length: words }, () => pick(next, common)).join(' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

const letters = (value: number): string => String(value).replace(/\d/g, (digit) => 'bcdfghklmn'.charAt(Number(digit)))

/** A word that `perRareWord` sheets hold. */
export const rareWord = (index: number): string => `zu${letters(Math.floor(index / perRareWord))}q`
export const slugOf = (index: number): string => `sheet-${index}`
export const countryId = (index: number): string => `country-${Math.floor(index / perCountry)}`

function block(next: () => number, key: number, words: number): object {
  const half = Math.floor(words / 2)
  return {
    _type: 'block',
    _key: `b${key}`,
    style: key % 4 === 0 ? 'h3' : 'normal',
    markDefs: [],
    children: [
      { _type: 'span', _key: 's0', marks: [], text: `${sentence(next, half)} ` },
      { _type: 'span', _key: 's1', marks: ['strong'], text: sentence(next, words - half) },
    ],
  }
}

/** The sheet of this number, of 2 KB. */
function sheet(index: number): BenchDocument {
  const next = chance(index)
  const day = new Date(Date.UTC(2000, 0, 1) + Math.floor(next() * 9000) * 86_400_000 + index * 1000)
  return {
    _id: `sheet-${index}`,
    _type: 'factSheet',
    title: `${sentence(next, 6)} ${rareWord(index)}`,
    slug: { _type: 'slug', current: slugOf(index) },
    language: pick(next, languages),
    summary: sentence(next, 24),
    publishedAt: day.toISOString(),
    priority: Math.floor(next() * 5),
    country: { _type: 'reference', _ref: countryId(index) },
    institution: { _type: 'reference', _ref: `institution-${index % 7}` },
    tags: [pick(next, common), pick(next, common)],
    sections: Array.from({ length: 2 }, (_, section) => ({
      _type: 'section',
      _key: `k${section}`,
      heading: sentence(next, 4),
      body: Array.from({ length: 2 }, (__, key) => block(next, key, 26)),
    })),
    sources: [
      { _type: 'source', _key: 'q0', title: sentence(next, 5), url: `https://example.org/${index}`, publisher: pick(next, common) },
    ],
  }
}

/** `count` documents: countries and institutions, and sheets that refer to them. What is referred to comes first. */
export function* benchDocuments(count: number): Generator<BenchDocument> {
  const sheets = sheetsOf(count)
  for (let index = 0; index < 7; index += 1)
    yield { _id: `institution-${index}`, _type: 'institution', name: `Institution ${index}`, url: 'https://example.org' }
  for (let index = 0; index < count - 7 - sheets; index += 1)
    yield {
      _id: `country-${index}`,
      _type: 'country',
      name: `Country ${index}`,
      names: languages.map((language) => ({ _key: language, value: `${language} ${index}` })),
    }
  for (let index = 0; index < sheets; index += 1) yield sheet(index)
}

/** How many of `count` documents are sheets. */
export const sheetsOf = (count: number): number => Math.floor(((count - 7) * perCountry) / (perCountry + 1))
