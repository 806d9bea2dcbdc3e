import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface FollowFormProps {
  readonly language: Language
  /** The id of the published sheet. */
  readonly sheet: string
  /** Where one comes back to, a path of this site. */
  readonly callbackUrl: string
}

/** The button that puts a sheet on one's own page, the same for everyone: whoever is not signed in is led through sign-in first. */
export function FollowForm({ language, sheet, callbackUrl }: FollowFormProps) {
  return (
    <form method="post" action="/api/follow" className="print:hidden">
      <input type="hidden" name="sheet" value={sheet} />
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <button type="submit" className="button button-primary">
        {translate('account', language)('followSheet')}
      </button>
    </form>
  )
}
