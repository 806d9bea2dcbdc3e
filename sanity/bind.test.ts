import { expect, test } from 'vitest'
import { bind, type Binding, type BoundBlock } from './bind.ts'

const span = (text: string, marks: string[] = [], _key = 's') => ({ _type: 'span', _key, text, marks })
const block = (...children: ReturnType<typeof span>[]): BoundBlock => ({ _type: 'block', children, markDefs: [] })

const SENTENCE = 'It rose from 10 ha in 2013 to 20 ha in 2014.'
const figure = (words: string, nth = 0): Binding => ({
  key: `figure-${words}`,
  sentence: SENTENCE,
  words,
  nth,
  tie: { _type: 'figure', observation: { _type: 'reference', _ref: 'one' }, form: 'unit', hedged: false },
})
const year = (words: string): Binding => ({
  key: `year-${words}`,
  sentence: SENTENCE,
  words,
  nth: 0,
  tie: { _type: 'unbound', reason: 'date' },
})

/** A text with `[…]` for figures and `<…>` for marked words. */
const shape = ({ children }: BoundBlock) =>
  children
    .map(({ _type, _key, text = '', marks = [] }) => (_type === 'span' ? (marks.length > 0 ? `<${text}>` : text) : `[${_key}]`))
    .join('')

test('A figure takes the place of its words, and a mark lies on them, wherever the sentence stands in the text', () => {
  const bound = bind(block(span(`Before. ${SENTENCE} Behind.`)), [year('2014'), figure('20 ha'), year('2013')])
  expect(shape(bound)).toBe('Before. It rose from 10 ha in <2013> to [figure-20 ha] in <2014>. Behind.')
  expect(bound.markDefs).toEqual([
    { _type: 'unbound', reason: 'date', _key: 'year-2014' },
    { _type: 'unbound', reason: 'date', _key: 'year-2013' },
  ])
})

test('The key of each child is its own', () => {
  const { children } = bind(block(span(SENTENCE)), [year('2013'), figure('10 ha'), figure('20 ha'), year('2014')])
  expect(new Set(children.map(({ _key }) => _key)).size).toBe(children.length)
})

test('A sentence that was changed in one letter stays as it is', () => {
  const changed = block(span(SENTENCE.replace('rose', 'rises')))
  expect(bind(changed, [figure('20 ha'), year('2014')])).toEqual(changed)
})

test('Binding twice is binding once', () => {
  const once = bind(block(span(SENTENCE)), [figure('20 ha'), year('2014')])
  expect(bind(once, [figure('20 ha'), year('2014')])).toEqual(once)
})

test('Words that an editor has marked carry a further mark, but never become a figure', () => {
  const marked = block(span('It rose from '), span('10 ha in 2013', ['strong'], 't'), span(' to 20 ha in 2014.', [], 'u'))
  const bound = bind(marked, [figure('10 ha'), year('2013'), figure('20 ha')])
  expect(shape(bound)).toBe('It rose from <10 ha in ><2013> to [figure-20 ha] in 2014.')
  expect(bound.children.find(({ text }) => text === '2013')?.marks).toEqual(['strong', 'year-2013'])
})

test('Of words that stand twice in a sentence the one that is meant is bound', () => {
  expect(shape(bind(block(span(SENTENCE)), [figure('ha', 1)]))).toBe('It rose from 10 ha in 2013 to 20 [figure-ha] in 2014.')
})

test('A binding whose words its own sentence does not hold is a mistake, and said', () => {
  expect(() => bind(block(span(SENTENCE)), [figure('30 ha')])).toThrow('does not hold the words of the binding figure-30 ha')
})
