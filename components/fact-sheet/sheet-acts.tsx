import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'

interface SheetActsProps {
  /** The address of the sheet, or of the edition, that is shown. */
  readonly address: string
  readonly language: Language
  /** The language of the text around them. */
  readonly written: string
  /** The id of the sheet, where one can take notes on it. */
  readonly sheet?: string
}

/** What else can be had of a sheet or an edition: how to cite it, and its text alone. */
export function SheetActs({ address, language, written, sheet }: SheetActsProps) {
  const words = translate('reading', language)
  return (
    <nav aria-label={words('sheetActs')} className="sheet-acts" {...languageAttributes(language, written)}>
      <ul>
        <li>
          <a href={`${address}/cite`}>{words('cite')}</a>
        </li>
        <li>
          <a href={`${address}.md`} type="text/markdown">
            {words('asText')}
          </a>
        </li>
        {sheet !== undefined && (
          <li>
            <a href={`${localPath(language, '/my/notes')}?sheet=${sheet}`} data-use="notes">
              {translate('ownPage', language)('takeNotes')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
