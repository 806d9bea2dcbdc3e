import type { FollowTarget } from '#lib/accounts/follow-target.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

const LABELS = { figure: 'followFigure', place: 'followPlace', topic: 'followTopic', search: 'followSearch' } as const

interface FollowFormProps {
  readonly language: Language
  readonly target: FollowTarget
  /** Where one comes back to, a path of this site. */
  readonly callbackUrl: string
}

/** The button that puts something on one's own page, the same for everyone: whoever is not signed in is led through sign-in first.
 *  The page cannot know who reads it, so of a sheet what was done is told by words that the fragment of the address uncovers; all else leads to the page
 *  where one says how one wants to be told. */
export function FollowForm({ language, target: { kind, key }, callbackUrl }: FollowFormProps) {
  const words = translate('account', language)
  const page = (chunks: React.ReactNode) => <a href={localPath(language, '/my')}>{chunks}</a>
  return (
    <form method="post" action="/api/follow" className="print:hidden">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="key" value={key} />
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      {kind === 'sheet' && (
        <>
          <p id="followed" className="note mb-3 hidden scroll-mt-[100vh] target:block">
            {words.rich('followed', { page })}
          </p>
          <p id="not-followed" className="note mb-3 hidden scroll-mt-[100vh] target:block">
            {words.rich('notFollowed', { page })}
          </p>
        </>
      )}
      <button type="submit" className="button button-primary">
        {kind === 'sheet' ? words('followSheet') : translate('following', language)(LABELS[kind])}
      </button>
    </form>
  )
}
