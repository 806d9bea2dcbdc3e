import { dateFormat } from '#lib/i18n/formats.ts'
import { INTL_LOCALES, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { NewsText } from '#lib/alerts/news-text.ts'

/** News in words, and when they were published. */
export interface DatedNews extends NewsText {
  readonly id: string
  readonly at: Date
}

interface NewsListProps {
  readonly news: readonly DatedNews[]
  readonly language: Language
  /** The time zone of whoever reads it. */
  readonly zone: string
}

/** The latest news of what somebody follows: of each first the figures, from what to what and why, then the words. */
export function NewsList({ news, language, zone }: NewsListProps) {
  const words = translate('following', language)
  if (news.length === 0) return <p className="my-nothing">{words('newsNone')}</p>
  const day = dateFormat(INTL_LOCALES[language], { dateStyle: 'long', timeZone: zone })
  return (
    <ul className="my-list">
      {news.map(({ id, at, heading, written, said, lines, note, path, comparison }) => (
        <li key={id} className="my-news">
          <h3>
            <a href={path} hrefLang={written} {...languageAttributes(written, language)}>
              {heading}
            </a>
          </h3>
          <p className="my-when">
            <time dateTime={at.toISOString()}>{day.format(at)}</time>
          </p>
          {lines.length > 0 && (
            <ul className="my-figures">
              {lines.map(({ line, why }) => (
                <li key={line}>
                  <strong>{line}</strong>
                  {why !== null && <small>{why}</small>}
                </li>
              ))}
            </ul>
          )}
          {said.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {note !== null && <p {...languageAttributes(written, language)}>{note}</p>}
          {comparison !== null && (
            <p>
              <a href={comparison}>{words('seeChange')}</a>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

/** The way to all that one follows. */
export function FollowsLink({ language }: { language: Language }) {
  return <a href={localPath(language, '/my/follows')}>{translate('following', language)('toFollows')}</a>
}
