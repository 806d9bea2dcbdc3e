import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** The button that follows a sheet in the browser alone, without an account. It needs a script (`components/enhance/own-notes.ts`), and so is uncovered
 *  by one: `components/enhance/await-use.ts`. */
export function FollowOnDevice({ language }: { language: Language }) {
  return (
    <button type="button" className="button" hidden data-use="notes" data-follow="">
      {translate('ownPage', language)('followHere')}
    </button>
  )
}
