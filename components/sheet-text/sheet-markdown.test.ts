import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { expect, test } from 'vitest'
import { notesOf } from '#components/figure/notes.ts'
import { parseObservation } from '#lib/figures/observation.ts'
import { type StoredBody, toBody } from '#sanity/body.ts'
import type { FactSheet } from '#sanity/read/fact-sheet.ts'
import { editionNotesOf } from './edition-notes.ts'
import { sheetMarkdown } from './sheet-markdown.ts'

const area = parseObservation({
  id: 'area',
  indicator: { id: 'coca', slug: 'coca', name: 'Coca under cultivation' },
  place: { id: 'peru', slug: 'peru', name: 'Peru' },
  measure: 'level',
  value: 46500,
  asPrinted: '46,500 hectares (ha)',
  qualifier: 'estimated',
  unit: { id: 'ha', code: 'ha', symbol: 'ha', kind: 'area', names: [{ language: 'en', one: 'hectare', other: 'hectares' }] },
  period: { type: 'year', start: '2014', end: '2014' },
  series: { id: 'us', code: 'us', name: 'U.S. estimates' },
  source: { id: 'report', publisher: 'A bureau', title: 'A *report*', url: 'https://example.org/report' },
})

const span = (text: string, marks: readonly string[] = []) => ({ _type: 'span', _key: 'span', text, marks })
const block = (children: readonly object[], more: object = {}) => ({
  _type: 'block' as const,
  _key: 'block',
  style: 'normal',
  markDefs: [],
  children,
  ...more,
})

function sheetOf(parts: { heading?: string; title?: string | null; blocks?: readonly object[]; items?: readonly string[] }): FactSheet {
  const { heading = 'Peru', title = null, blocks = [], items = [] } = parts
  return {
    id: 'sheet',
    revision: 'r',
    language: 'en',
    slug: 'peru',
    heading,
    summary: null,
    translations: ['en'],
    institution: null,
    issued: null,
    aids: { keyFacts: [], relatedSheets: [], country: null, reviewedAt: null, nextReviewAt: null },
    translationOf: null,
    sections: [{ key: 'one', heading: title, body: toBody(blocks as StoredBody, new Map([['area', area]])) }],
    results:
      items.length > 0
        ? {
            lead: null,
            items: items.map((text, key) => ({ key: String(key), body: toBody([block([span(text)])] as StoredBody, new Map()) })),
          }
        : null,
    contact: null,
    sources: [],
  }
}

function write(sheet: FactSheet, more: Partial<Parameters<typeof sheetMarkdown>[0]> = {}): string {
  const notes = notesOf(
    sheet.sections.map(({ body }) => body),
    'en',
    [],
    'en',
  )
  return sheetMarkdown({ sheet, notes, keyFacts: [], about: [], language: 'en', origin: 'https://example.org/', ...more })
}

/** White space is made single: a line break in Markdown is no other than a space. */
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

/** What a reader of Markdown shows, block by block, as text; null if it shows anything but text. */
function shownIn(markdown: string): readonly string[] {
  const known = new Set(['text', 'softbreak', 'hardbreak', 'text_special'])
  return new MarkdownIt('commonmark').parse(markdown, {}).flatMap((token) => {
    if (token.type === 'fence' || token.type === 'code_block' || token.type === 'html_block' || token.type === 'hr')
      throw new Error(`${token.type} in: ${markdown}`)
    if (token.type !== 'inline') return []
    const text = (token.children ?? []).map(({ type, content }) => {
      if (!known.has(type)) throw new Error(`${type} in: ${markdown}`)
      return type.endsWith('break') ? ' ' : content
    })
    return [plain(text.join(''))]
  })
}

const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        '*',
        '_',
        '**bold**',
        '`code`',
        '[a](b)',
        '![a](b)',
        '<b>',
        '&amp;',
        '&',
        '#',
        '# h',
        '1. ',
        '1) ',
        '- ',
        '+ ',
        '> ',
        '---',
        '===',
        '~~~',
        '```',
        '|',
        '\\',
        '\n',
        '\n\n',
        '\t',
        '    ',
        '[^1]',
        '[^1]: x',
        '[a]: b',
        '<https://a.b>',
        'https://a.b_c_d',
        'a@b.c',
        '~',
        '$',
      ),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join('').replaceAll(/\p{Cc}(?<![\n\t])|\u2028|\u2029|\ufeff/gu, ''))
  .filter((text) => plain(text) !== '')

test('Whatever words a sheet has, a reader of Markdown shows those words and nothing else', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, hostile, (heading, title, text, item) => {
      const sheet = sheetOf({ heading, title, blocks: [block([span(text)])], items: [item] })
      expect(shownIn(write(sheet))).toEqual([heading, title, text, item].map(plain))
    }),
    { numRuns: 400 },
  )
})

test('A figure is words with a footnote that names its source', () => {
  const figure = { _type: 'figure', _key: 'f', observation: { _ref: 'area' }, form: 'unitAndSymbol', hedged: true }
  const markdown = write(sheetOf({ blocks: [block([span('An '), figure, span(' in 2014.')])] }))
  expect(markdown).toContain('An estimated 46,500 hectares (ha)[^1] in 2014.')
  expect(markdown).toContain(
    '[^1]: Coca under cultivation, Peru, 2014, U.S. estimates: estimated 46,500 hectares. [A \\*report\\*](https://example.org/report), A bureau',
  )
})

test('In an edition the words of a figure are those that were published, with the same footnote', () => {
  const words = { ...span('some 46,500 ha'), observation: { _ref: 'area' } }
  const sheet = sheetOf({ blocks: [block([span('It was '), words, span('.')])] })
  const notes = editionNotesOf(
    sheet.sections.map(({ body }) => body),
    'en',
    [area],
    'en',
  )
  const markdown = write(sheet, { notes })
  expect(markdown).toContain('It was some 46,500 ha[^1].')
  expect(markdown).toContain('[^1]: Coca under cultivation, Peru, 2014')
})

test('Headings, lists and links keep their form, and a link to a script is plain text', () => {
  const link = (href: string) => [{ _type: 'link', _key: 'l', href }]
  const markdown = write(
    sheetOf({
      title: 'A heading',
      blocks: [
        block([span('Inner')], { style: 'h2' }),
        block([span('one')], { listItem: 'number', level: 1 }),
        block([span('two')], { listItem: 'number', level: 1 }),
        block([span('deep')], { listItem: 'bullet', level: 2 }),
        block([span('here', ['l'])], { markDefs: link('/faq') }),
        block([span('there', ['l'])], { markDefs: link('javascript:alert(1)') }),
      ],
    }),
  )
  expect(markdown).toContain('# Peru\n')
  expect(markdown).toContain('## A heading\n\n### Inner\n\n1. one\n2. two\n')
  expect(markdown).toContain('[here](https://example.org/faq)')
  expect(markdown).toMatch(/^there$/m)
})
