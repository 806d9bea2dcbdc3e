import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** The button that follows a sheet in the browser alone, without an account. It is shown where scripts run, since it needs one:
 *  `components/enhance/own-notes.ts`. */
export function FollowOnDevice({ language }: { language: Language }) {
  return (
    <button type="button" className="button on-device" data-use="notes" data-follow="">
      {translate('ownPage', language)('followHere')}
    </button>
  )
}
