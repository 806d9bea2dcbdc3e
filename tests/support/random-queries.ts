import fc from 'fast-check'
import { IDS, NUMBERS, TEXTS, TYPES } from './random-documents.ts'

const text = fc.constantFrom(...TEXTS).map((value) => JSON.stringify(value))
const constant = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 3, arbitrary: fc.constantFrom(...NUMBERS).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('true', 'false', 'null', '{"x": "a"}') },
)
const path = fc.constantFrom(
  'a',
  'b',
  'c',
  'n.x',
  'n.y.z',
  'n',
  'n.y',
  'slug.current',
  'tags',
  'missing',
  '@["we.ird[]"]',
  '@.a',
  'ref._ref',
  '_type',
  '_id',
  '_rev',
)
const elements = fc.constantFrom(
  'tags',
  'tags[]',
  'people[].name',
  'people[].ref._ref',
  'people[].tags[]',
  'people[].tags',
  'a',
  'n.x',
  'body[].children[].text',
)
const pattern = fc.oneof(
  text,
  fc
    .constantFrom(
      'hel*',
      'HELLO',
      'wor*d',
      '*ello',
      'é*',
      'ß',
      'again.',
      'foo.bar',
      'foo',
      'hello again',
      'h* w*',
      'x*',
      '*',
      '',
      '---',
      's',
      'SS',
      'i',
      'in*ing',
    )
    .map((value) => JSON.stringify(value)),
  fc.constantFrom('["hello", "wor*"]', '["a", 1]', '[]', '$pattern', '3'),
)
const searched = fc.constantFrom(
  'a',
  'b',
  'n.x',
  'tags',
  '[a, b]',
  '[a, n.x, tags]',
  'pt::text(body)',
  'body[].children[].text',
  'people[].name',
  'coalesce(a, b)',
  'a + b',
  '_id',
  '_type',
  'people[].ref._ref',
)
const id = fc.constantFrom(...IDS, 'drafts.d1', 'versions.r1.d2').map((value) => JSON.stringify(value))

const simple = fc.oneof(
  fc.tuple(path, fc.constantFrom('==', '!=', '<', '<=', '>', '>='), constant).map(([left, op, right]) => `${left} ${op} ${right}`),
  fc.tuple(path, fc.constantFrom('==', '<', '>='), constant).map(([right, op, left]) => `${left} ${op} ${right}`),
  fc.tuple(path, fc.array(constant, { maxLength: 3 })).map(([left, values]) => `${left} in [${values.join(', ')}]`),
  fc.tuple(path, constant, fc.constantFrom('..', '...'), constant).map(([left, from, dots, to]) => `${left} in ${from}${dots}${to}`),
  fc.tuple(constant, elements).map(([value, array]) => `${value} in ${array}`),
  fc.tuple(id, elements).map(([value, array]) => `${value} in ${array}`),
  path.map((of) => `defined(${of})`),
  fc.tuple(searched, pattern).map(([of, by]) => `${of} match ${by}`),
  id.map((of) => `references(${of})`),
  id.map((of) => `_id == ${of}`),
  id.map((of) => `ref._ref == ${of}`),
  id.map((of) => `sanity::versionOf(${of})`),
  fc.constantFrom(
    '_id in path("drafts.**")',
    '_id in path("versions.**")',
    '_id in path("d*")',
    'sanity::partOfRelease("r1")',
    'count(tags) > 1',
    'a == b',
    'string::startsWith(a, "h")',
    'ref->a == "a"',
    'a == $value',
    'a in $values',
    'true',
    '_originalId == "drafts.d1"',
    'a > n.x',
    'count(*[a == ^.a]) > 3',
  ),
  fc.constantFrom(...TYPES).map((type) => `_type == ${JSON.stringify(type)}`),
  fc.subarray(TYPES).map((types) => `_type in ${JSON.stringify(types)}`),
)

const { predicate } = fc.letrec<{ predicate: string }>((tie) => ({
  predicate: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    simple,
    tie('predicate').map((inner) => `!(${inner})`),
    fc.tuple(tie('predicate'), tie('predicate')).map(([left, right]) => `(${left} && ${right})`),
    fc.tuple(tie('predicate'), tie('predicate')).map(([left, right]) => `(${left} || ${right})`),
  ),
}))
// Most queries name a type first.
const filter = fc.oneof(
  predicate,
  fc.tuple(fc.constantFrom('_type == "x"', '_type in ["x", "y"]', 'true'), predicate).map(([first, second]) => `${first} && ${second}`),
  fc.constantFrom('_type == "x"', '_type in ["x", "y"]', '!(_id in path("drafts.**"))', '_type == "x" && defined(b)', 'c > 0', 'true'),
)
const order = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'a',
        'b',
        'c',
        'n.x',
        'n.y.z',
        'slug.current',
        'tags',
        '_id',
        '_type',
        'missing',
        '_createdAt',
        'lower(a)',
        '@["we.ird[]"]',
      ),
      fc.constantFrom('', ' asc', ' desc'),
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((by) => by.map(([what, how]) => what + how).join(', '))
const slice = fc.oneof(
  fc.nat(12).map((end) => `[0...${end}]`),
  fc.tuple(fc.nat(5), fc.nat(12)).map(([start, end]) => `[${start}..${end}]`),
  fc.nat(5).map((at) => `[${at}]`),
  fc.constantFrom('[-3..-1]', '[-1]', '[2..-2]'),
)

/** A query of any shape. Its parameters are `PARAMS`. */
export const QUERY = fc.oneof(
  filter.map((f) => `*[${f}]`),
  fc.tuple(filter, slice).map(([f, s]) => `*[${f}]${s}{_id, a}`),
  fc.tuple(filter, order, slice).map(([f, o, s]) => `*[${f}] | order(${o})${s}{_id, _type}`),
  fc.tuple(filter, order, slice).map(([f, o, s]) => `*[${f}] | order(${o}){_id, "to": ref->a}${s}`),
  fc.tuple(filter, order, slice).map(([f, o, s]) => `(*[${f}] | order(${o}))${s}._id`),
  fc.tuple(filter, filter, order, slice).map(([f, g, o, s]) => `*[${f}][${g}] | order(${o})${s}._id`),
  fc.tuple(filter, filter, order, slice).map(([f, g, o, s]) => `*[${f}] | order(${o})[${g}]${s}._id`),
  filter.map((f) => `count(*[${f}])`),
  fc
    .tuple(filter, filter, order, slice)
    .map(([f, g, o, s]) => `{"n": count((*[${f}])), "some": *[${g}] | order(${o})${s}, "all": count(*)}`),
  fc
    .tuple(filter, order, slice)
    .map(
      ([f, o, s]) =>
        `*[_type == "z"][0...3]{_id, "near": *[${f} && c == ^.c] | order(${o})${s}._id, "far": count(*[${f}]), "back": *[references(^._id)]._id}`,
    ),
  fc.tuple(order, slice).map(([o, s]) => `* | order(${o})${s}._id`),
)

export const PARAMS = { value: 'a', values: ['a', 10, null], pattern: ['hello', '*'] }
