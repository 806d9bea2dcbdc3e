import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { NewsText } from '#lib/alerts/news-text.ts'

/** News in words, when they were published, and how somebody is told. */
export interface DatedNews extends NewsText {
  readonly id: string
  readonly at: Date
  /** The day in words, by the clock of whoever reads it. */
  readonly day: string
  /** How it reached them: on their page, by mail, or both. */
  readonly way: string
}

interface NewsListProps {
  readonly news: readonly DatedNews[]
  readonly language: Language
}

/** The latest news of what somebody follows: of each first the figures, from what to what and why, then the words. */
export function NewsList({ news, language }: NewsListProps) {
  const words = translate('following', language)
  if (news.length === 0) return <p className="my-nothing">{words('newsNone')}</p>
  return (
    <ul className="my-list">
      {news.map(({ id, at, day, way, heading, written, said, lines, note, path, comparison }) => (
        <li key={id} className="my-news">
          <h3>
            <a href={path} hrefLang={written} {...languageAttributes(written, language)}>
              {heading}
            </a>
          </h3>
          <p className="my-when">
            <time dateTime={at.toISOString()}>{day}</time> · {way}
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
