import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { LANGUAGES } from '#lib/i18n/languages.ts'
import { type DatedSheet, FactList } from './fact-list.tsx'
import { ListIndex } from './list-index.tsx'
import { AllListsLinks, ListLinks } from './list-links.tsx'

const subject = (slug: string, name: string, spanish = name) => ({ id: slug, slug, name, names: [{ language: 'es', value: spanish }] })
const figure = { indicator: subject('coca', 'Coca', 'La coca'), place: subject('peru', 'Peru', 'Perú') }
const sheet = (slug: string, heading: string, language = 'en'): DatedSheet => ({
  id: slug,
  slug,
  language,
  heading,
  summary: null,
  institution: null,
  edition: { number: 3, updated: new Date('2021-06-22T12:00:00Z') },
})

it('lists sheets with the date of their newest edition, and figures, in the order of the alphabet, with feeds, in the language of the page', () => {
  const sheets = [sheet('peru', 'Peru'), sheet('bolivia', 'Bolivia')]
  const html = renderToStaticMarkup(<FactList sheets={sheets} figures={[figure]} path="/countries/peru" language="es" />)
  expect(html.indexOf('Bolivia')).toBeLessThan(html.indexOf('Peru'))
  expect(html).toContain('<a href="/es/fact-sheets/bolivia" lang="en">Bolivia</a>')
  expect(html).toContain('Edición más reciente: 3, del <time dateTime="2021-06-22T12:00:00.000Z">22 de junio de 2021</time>')
  expect(html).toContain('<a href="/es/indicators/coca/peru">La coca, Perú</a>')
  expect(html).toContain('<a href="/es/countries/peru/feed.atom">Atom</a>')
})

it('says how many it leaves out of a list that nobody would read to its end', () => {
  const sheets = Array.from({ length: 503 }, (_, index) => sheet(`sheet-${index}`, `Sheet ${index}`))
  const html = renderToStaticMarkup(<FactList sheets={sheets} figures={[]} path="/topics/security" language="en" />)
  expect(html.match(/href="\/fact-sheets\//g)).toHaveLength(500)
  expect(html).toContain('3 more are left out here: the <a href="/data">data</a> have them.')
  expect(html).toContain('There are no figures here yet.')
})

for (const language of LANGUAGES) {
  it(`leads to lists in ${language}`, () => {
    const prefix = language === 'en' ? '' : `/${language}`
    const links = renderToStaticMarkup(
      <ListLinks lists={[{ kind: 'countries', path: '/countries/peru', name: 'Peru' }]} language={language} />,
    )
    expect(links).toContain(`<a href="${prefix}/countries/peru">Peru</a>`)
    expect(renderToStaticMarkup(<ListLinks lists={[]} language={language} />)).toBe('')
    expect(renderToStaticMarkup(<AllListsLinks language={language} />).match(/<a href/g)).toHaveLength(4)
    const index = renderToStaticMarkup(
      <ListIndex
        subjects={[
          { kind: 'topics', slug: 'seizures' },
          { kind: 'topics', slug: 'assistance' },
        ]}
        language={language}
      />,
    )
    // Topics keep their own order.
    expect(index.indexOf('/topics/seizures')).toBeLessThan(index.indexOf('/topics/assistance'))
  })
}
