import { describe, expect, it } from 'vitest'
import type { EditionObservation } from '#lib/publishing/edition-content.ts'
import type { NewsFigure } from './news.ts'
import type { ToldNews } from './told-news.ts'
import { TOKEN, writeLinkMail, writeNewsMail } from './write-mail.ts'

const named = (id: string, name: string, more: readonly { language: string; value: string }[] = []) => ({ id, slug: id, name, names: more })

const observation = (value: number, year: string): EditionObservation => ({
  id: `coca-${year}-${value}`,
  indicator: named('coca', 'Coca under cultivation', [{ language: 'es', value: 'Coca cultivada' }]),
  place: named('peru', 'Peru', [{ language: 'es', value: 'Perú' }]),
  measure: 'level',
  value,
  upperValue: null,
  qualifier: 'estimated',
  asPrinted: null,
  unit: { id: 'ha', code: 'ha', symbol: 'ha', kind: 'area', names: [{ language: 'en', one: 'hectare', other: 'hectares' }] },
  period: { type: 'year', start: year, end: year },
  basePeriod: null,
  series: { id: 'us', code: 'us', name: 'U.S. estimates', names: [] },
  breakdown: null,
  status: null,
  source: { id: 's', title: 'Report', publisher: 'Bureau', publisherKind: null, date: null, url: null },
  page: null,
  table: null,
  accessedAt: null,
  note: null,
  supersedes: null,
  supersession: null,
})

const figure: NewsFigure = {
  kind: 'changed',
  subject: 'coca:peru',
  before: { observation: observation(44_000, '2016'), text: '44,000 hectares' },
  after: { observation: observation(49_800, '2017'), text: '49,800 hectares' },
  why: { kind: 'newData', reason: 'The survey of 2017.' },
}

const told = (more: Partial<ToldNews> = {}): ToldNews => ({
  id: '0d4f6a3e-0000-4000-8000-000000000000',
  kind: 'edition',
  documentId: 'sheet',
  number: 2,
  sequence: 1,
  at: new Date('2026-11-26'),
  language: 'en',
  slug: 'peru',
  heading: 'Peru',
  weight: 3,
  note: null,
  figures: [figure],
  parts: [],
  subjects: null,
  ...more,
})

const ORIGIN = 'https://facts.example.org'

describe('a mail', () => {
  it.each([
    ['en', 'Peru, Coca under cultivation: 44,000 → 49,800 ha (2016 → 2017)'],
    ['es', 'Perú, Coca cultivada: 44.000 → 49.800 ha (2016 → 2017)'],
    ['ar', 'Peru، Coca under cultivation: 44,000 ← 49,800 ha (2016 ← 2017)'],
  ] as const)('says the change in its subject, in %s', (language, subject) => {
    expect(writeNewsMail([told()], language, ORIGIN).subject).toBe(subject)
  })

  it('says how many more there are', () => {
    expect(writeNewsMail([told(), told({ figures: [], heading: 'Other' })], 'en', ORIGIN).subject).toMatch(/, and one more change$/)
  })

  it('holds nothing that a heading or a note could smuggle in', () => {
    const { subject, text, html } = writeNewsMail(
      [told({ heading: 'A\r\nBcc: x@evil.example <img src=x>', note: '<script>alert(1)</script>', figures: [] })],
      'en',
      ORIGIN,
    )
    expect(subject).not.toMatch(/[\r\n]/)
    expect(text).toContain('<script>')
    expect(html).not.toMatch(/<(?:script|img)/)
  })

  it('of a figure that somebody follows tells of that figure alone', () => {
    const other: NewsFigure = { ...figure, subject: 'opium:peru' }
    const { text } = writeNewsMail([told({ figures: [figure, other], note: 'Of both', subjects: ['opium:peru'] })], 'en', ORIGIN)
    expect(text.match(/49,800 ha/g)).toHaveLength(1)
    expect(text).not.toContain('Of both')
  })

  it('leads to this site alone, and keeps a place for the secret of its link', () => {
    for (const { text, html } of [writeNewsMail([told()], 'es', ORIGIN), writeLinkMail('confirmation', 'ar', ORIGIN)]) {
      const addresses = [...text.matchAll(/https?:\S+/g)].map(([address]) => address)
      expect(addresses.every((address) => address.startsWith(`${ORIGIN}/`))).toBe(true)
      expect(text.split(TOKEN)).toHaveLength(2)
      expect(html.split(TOKEN)).toHaveLength(2)
      expect([...html.matchAll(/href="([^"]*)"/g)].every(([, address]) => address?.startsWith(`${ORIGIN}/`))).toBe(true)
    }
  })
})
