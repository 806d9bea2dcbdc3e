import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { Search } from '#lib/search/find.ts'
import { searchAddress } from './search-address.ts'
import { topicName } from './topic-name.ts'

interface ChosenProps {
  readonly search: Search
  /** What the chosen place is called; null if none is chosen. */
  readonly placeName: string | null
  readonly language: Language
}

/** What the results were narrowed down to, each as a link that takes it away. */
export function Chosen({ search, placeName, language }: ChosenProps) {
  const words = translate('search', language)
  const { kind, topic, year } = search
  const chosen = [
    kind && { name: words(`kind_${kind}`), changes: { kind: null } },
    placeName !== null && { name: placeName, changes: { place: null } },
    topic !== null && { name: topicName(topic, language), changes: { topic: null } },
    year !== null && { name: String(year), changes: { year: null } },
  ].filter((choice) => choice !== null && choice !== false)
  if (chosen.length === 0) return null
  return (
    <ul aria-label={words('chosen')} className="chosen">
      {chosen.map(({ name, changes }) => (
        <li key={name}>
          <a href={searchAddress(search, language, changes)} rel="nofollow">
            <span aria-hidden="true">× {name}</span>
            <span className="said">{words('remove', { name })}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
