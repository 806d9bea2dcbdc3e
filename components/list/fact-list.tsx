import type { ReactNode } from 'react'
import { nameIn } from '#lib/figures/observation.ts'
import { INTL_LOCALES, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { ListedFigure } from '#lib/open-data/lists/list.ts'
import type { ListedSheet } from '#lib/open-data/lists/listed-sheets.ts'
import { figurePath } from '#components/figure/figure-address.ts'
import { Day } from '#components/ui/day.tsx'

/** A list that nobody would read to its end is cut here; the data have the rest. */
const SHOWN_MAX = 500

/** A sheet with its newest edition, which is null until one was made. */
export interface DatedSheet extends ListedSheet {
  readonly edition: { readonly number: number; readonly updated: Date } | null
}

interface FactListProps {
  /** One for each address. */
  readonly sheets: readonly DatedSheet[]
  readonly figures: readonly ListedFigure[]
  /** The address of the list, without a language. */
  readonly path: string
  readonly language: Language
}

/** The sheets and figures of a list, each in the order of the alphabet, with its feeds. */
export function FactList({ sheets, figures, path, language }: FactListProps) {
  const words = translate('lists', language)
  const order = new Intl.Collator(INTL_LOCALES[language])
  const sorted = sheets.toSorted((one, other) => order.compare(one.heading, other.heading))
  const named = figures
    .map((figure) => ({ path: figurePath(figure), name: figureName(figure, language) }))
    .toSorted((one, other) => order.compare(one.name, other.name))
  return (
    <div className="prose">
      <section aria-labelledby="sheets">
        <h2 id="sheets">{words('sheets')}</h2>
        {sorted.length === 0 ? (
          <p>{words('noSheets')}</p>
        ) : (
          <ul>
            {sorted.slice(0, SHOWN_MAX).map((sheet) => (
              <li key={sheet.id}>
                <a href={localPath(language, `/fact-sheets/${sheet.slug}`)} {...languageAttributes(sheet.language, language)}>
                  {sheet.heading}
                </a>
                {sheet.edition && <NewestEdition edition={sheet.edition} language={language} />}
              </li>
            ))}
          </ul>
        )}
        <LeftOut count={sorted.length - SHOWN_MAX} language={language} />
      </section>
      <section aria-labelledby="figures">
        <h2 id="figures">{words('figures')}</h2>
        {named.length === 0 ? (
          <p>{words('noFigures')}</p>
        ) : (
          <ul>
            {named.slice(0, SHOWN_MAX).map((figure) => (
              <li key={figure.path}>
                <a href={localPath(language, figure.path)}>{figure.name}</a>
              </li>
            ))}
          </ul>
        )}
        <LeftOut count={named.length - SHOWN_MAX} language={language} />
      </section>
      <section aria-labelledby="changes">
        <h2 id="changes">{words('changes')}</h2>
        <FeedLinks path={path} language={language} />
      </section>
    </div>
  )
}

function figureName({ indicator, place }: ListedFigure, language: Language): string {
  return translate('indicators', language)('subject', { indicator: nameIn(indicator, language), place: nameIn(place, language) })
}

function NewestEdition({ edition: { number, updated }, language }: { edition: NonNullable<DatedSheet['edition']>; language: Language }) {
  const words = translate('lists', language)
  const day = (): ReactNode => <Day key="day" at={updated} language={language} />
  return <span className="block text-sm text-ink-soft">{words.rich('newest', { number, day })}</span>
}

function LeftOut({ count, language }: { count: number; language: Language }) {
  if (count <= 0) return null
  const data = (text: ReactNode) => (
    <a key="data" href={localPath(language, '/data')}>
      {text}
    </a>
  )
  return <p>{translate('lists', language).rich('more', { count, data })}</p>
}

/** The feeds beneath `path`, an address without a language. */
export function FeedLinks({ path, language }: { path: string; language: Language }) {
  const link = (name: string) => (text: ReactNode) => (
    <a key={name} href={localPath(language, `${path}/${name}`)}>
      {text}
    </a>
  )
  return <p>{translate('lists', language).rich('feedsText', { atom: link('feed.atom'), json: link('feed.json') })}</p>
}
