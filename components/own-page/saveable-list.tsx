import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'

interface SaveableListProps {
  /** The id of the sheet. */
  readonly sheet: string
  readonly heading: string
  readonly address: string
  readonly written: string
  readonly paragraphs: readonly { readonly key: string; readonly words: string }[]
  readonly language: Language
}

/** The paragraphs of a sheet, each with the way to save it or a passage of it. */
export function SaveableList({ sheet, heading, address, written, paragraphs, language }: SaveableListProps) {
  const words = translate('ownPage', language)
  const own = languageAttributes(written, language)
  return (
    <section aria-labelledby="paragraphs">
      <h2 id="paragraphs" {...own}>
        <a href={address}>{heading}</a>
      </h2>
      <p className="my-nothing">{words('saveableHow')}</p>
      <ol className="my-list">
        {paragraphs.map(({ key, words: text }) => (
          <li key={key} className="my-line">
            <span id={`paragraph-${key}`} {...own}>
              {text}
            </span>
            <a
              className="button my-small"
              href={`${localPath(language, '/my/notes')}?${new URLSearchParams({ sheet, paragraph: key }).toString()}`}
              aria-describedby={`paragraph-${key}`}
            >
              {words('saveOrNote')}
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}
