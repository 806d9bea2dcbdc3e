import { nameIn } from '#lib/figures/observation.ts'
import { TOPICS } from '#lib/figures/topics.ts'
import { INTL_LOCALES, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { IndicatorEntry } from '#sanity/read/indicators.ts'

const SHOWN_TOPICS = [...TOPICS, 'other'] as const

/** What there are figures of, by topic, each by the name in `language`. */
export function IndicatorList({ indicators, language }: { indicators: readonly IndicatorEntry[]; language: Language }) {
  const words = translate('indicators', language)
  if (indicators.length === 0) return <p>{words('noFigures')}</p>
  const order = new Intl.Collator(INTL_LOCALES[language])
  const byTopic = Map.groupBy(indicators, ({ topic }) => TOPICS.find((known) => known === topic) ?? 'other')
  return (
    <div className="prose">
      {SHOWN_TOPICS.filter((topic) => byTopic.has(topic)).map((topic) => (
        <section key={topic} aria-labelledby={topic}>
          <h2 id={topic}>{words(`topic_${topic}`)}</h2>
          <ul>
            {(byTopic.get(topic) ?? [])
              .map((indicator) => ({ slug: indicator.slug, name: nameIn(indicator, language) }))
              .toSorted((one, other) => order.compare(one.name, other.name))
              .map(({ slug, name }) => (
                <li key={slug}>
                  <a href={localPath(language, `/indicators/${slug}`)}>{name}</a>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
