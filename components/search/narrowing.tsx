import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { Facets, Search } from '#lib/search/find.ts'
import { searchAddress } from './search-address.ts'
import { topicName } from './topic-name.ts'

interface NarrowingProps {
  readonly facets: Facets
  readonly search: Search
  readonly language: Language
}

interface Offer {
  readonly key: string
  readonly name: string
  readonly count: number
  readonly changes: Partial<Search>
}

/** What the results can be narrowed down to, as links, with how many each leaves; and what was chosen, to be taken away. */
export function Narrowing({ facets, search, language }: NarrowingProps) {
  const words = translate('search', language)
  const groups = [
    {
      name: words('kinds'),
      isChosen: search.kind !== null,
      offers: facets.kinds.map(({ value, count }): Offer => ({
        key: value,
        name: words(`kind_${value}`),
        count,
        changes: { kind: value },
      })),
    },
    {
      name: words('places'),
      isChosen: search.place !== null,
      offers: facets.places.map(({ value, name, count }): Offer => ({ key: value, name, count, changes: { place: value } })),
    },
    {
      name: words('topics'),
      isChosen: search.topic !== null,
      offers: facets.topics.map(({ value, count }): Offer => ({
        key: value,
        name: topicName(value, language),
        count,
        changes: { topic: value },
      })),
    },
    {
      name: words('years'),
      isChosen: search.year !== null,
      offers: facets.years.map(({ value, count }): Offer => ({ key: String(value), name: String(value), count, changes: { year: value } })),
    },
  ].filter(({ isChosen, offers }) => !isChosen && offers.length > 1)
  if (groups.length === 0) return null
  return (
    <nav aria-label={words('narrow')} className="narrowing">
      {groups.map(({ name, offers }) => (
        <section key={name}>
          <h3>{name}</h3>
          <ul className="choices">
            {offers.map(({ key, name: choice, count, changes }) => (
              <li key={key}>
                <a href={searchAddress(search, language, changes)} rel="nofollow">
                  {words('choice', { name: choice, count })}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
