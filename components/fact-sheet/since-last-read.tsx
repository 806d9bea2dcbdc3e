import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'

interface SinceLastReadProps {
  /** The id of the published sheet. */
  readonly sheet: string
  /** The edition that is shown. */
  readonly edition: number
  readonly language: Language
  readonly written: string
  /** Whether people have pages of their own here. */
  readonly signIn: boolean
}

/** Where a page says what changed since its reader last read it, which the page itself can't know: a module says it here from what the browser keeps
 *  (`components/enhance/since-read.ts`), and without scripts the link leads to the same on a page of one's own. */
export function SinceLastRead({ sheet, edition, language, written, signIn }: SinceLastReadProps) {
  return (
    <p className="since" data-sheet={sheet} data-edition={edition} {...languageAttributes(language, written)}>
      {signIn && <a href={`${localPath(language, '/my/since')}?sheet=${sheet}`}>{translate('since', language)('link')}</a>}
    </p>
  )
}
