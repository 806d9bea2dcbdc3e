import fc from 'fast-check'

/** What to look for and to look in: values that are easily taken for one another. */
export const TEXTS = [
  'a',
  'A',
  'b',
  'ab',
  '',
  '10',
  '9',
  '2026-01-02',
  '2026-01-02T03:04:05Z',
  'é',
  'É',
  'ß',
  'SS',
  'ſ',
  's',
  'ı',
  'I',
  '\u{1f600}',
  '\ue000',
  '\uffff',
  '\u{10ffff}',
  '\u{10fffe}',
  'Hello world',
  'hello-World, again.',
  'foo.bar foobar',
  'under_score',
  "it's",
  String.raw`C:\path`,
  'x'.repeat(118),
  'x'.repeat(119),
  'x'.repeat(120),
  `${'x'.repeat(125)}a`,
  `${'x'.repeat(125)}b`,
  '\u{1f600}'.repeat(130),
]
export const NUMBERS = [-1.5, -1, 0, 1, 1.5, 2, 9, 10, 1e21, 1e-7]
export const IDS = Array.from({ length: 12 }, (_, index) => `d${index}`)
export const TYPES = ['x', 'y', 'z']

const scalar = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<string | number | boolean | null>(...TEXTS) },
  { weight: 3, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constant(null) },
)
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 })
const list = fc.array(fc.oneof({ weight: 5, arbitrary: scalar }, { weight: 1, arbitrary: fc.constantFrom({ x: 'a' }, ['a', 1]) }), {
  maxLength: 3,
})
const reference = fc.constantFrom(...IDS).map((id) => ({ _type: 'reference', _ref: id, _weak: true }))
const span = fc.constantFrom(...TEXTS).map((text) => ({ _type: 'span', _key: 'k', text }))
const block = fc.array(span, { maxLength: 3 }).map((children) => ({ _type: 'block', _key: 'k', style: 'normal', children }))

/** The content of a document, its id aside: nested, with gaps, and of mixed types at each path. */
export const CONTENT = fc.record(
  {
    _type: fc.constantFrom(...TYPES),
    a: maybe(fc.oneof({ weight: 6, arbitrary: scalar }, { weight: 1, arbitrary: list })),
    b: maybe(scalar),
    // There in every document, so that orders by it have nothing that lacks it.
    c: fc.constantFrom(...NUMBERS),
    n: maybe(fc.record({ x: maybe(scalar), y: maybe(fc.record({ z: maybe(scalar) })) })),
    slug: maybe(fc.record({ current: scalar })),
    tags: maybe(fc.oneof({ weight: 5, arbitrary: list }, { weight: 1, arbitrary: scalar })),
    people: maybe(fc.array(fc.record({ name: maybe(scalar), ref: maybe(reference), tags: maybe(list) }), { maxLength: 3 })),
    ref: maybe(reference),
    body: maybe(fc.array(block, { maxLength: 2 })),
    'we.ird[]': maybe(scalar),
  },
  { requiredKeys: ['_type', 'c'] },
)
