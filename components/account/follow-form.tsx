import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface FollowFormProps {
  readonly language: Language
  /** The id of the published sheet. */
  readonly sheet: string
  /** Where one comes back to, a path of this site. */
  readonly callbackUrl: string
}

/** The button that puts a sheet on one's own page, the same for everyone: whoever is not signed in is led through sign-in first.
 *  The page cannot know who reads it, so what was done is told by words that the fragment of the address uncovers. */
export function FollowForm({ language, sheet, callbackUrl }: FollowFormProps) {
  const words = translate('account', language)
  const page = (chunks: React.ReactNode) => <a href={localPath(language, '/my')}>{chunks}</a>
  return (
    <form method="post" action="/api/follow" className="print:hidden">
      <input type="hidden" name="sheet" value={sheet} />
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <p id="followed" className="note mb-3 hidden scroll-mt-[100vh] target:block">
        {words.rich('followed', { page })}
      </p>
      <p id="not-followed" className="note mb-3 hidden scroll-mt-[100vh] target:block">
        {words.rich('notFollowed', { page })}
      </p>
      <button type="submit" className="button button-primary">
        {words('followSheet')}
      </button>
    </form>
  )
}
