import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface OwnLinksProps {
  readonly language: Language
  readonly roles: readonly string[]
  /** This page's own path, to come back to. */
  readonly path: string
}

/** From a person's page to their account, to the Studio for those who edit, and out. */
export function OwnLinks({ language, roles, path }: OwnLinksProps) {
  const words = translate('account', language)
  const isStaff = roles.includes('editor') || roles.includes('administrator')
  return (
    <form method="post" action="/api/auth/sign-out" className="my-acts">
      {isStaff && (
        <a className="button" href="/studio">
          {words('openStudio')}
        </a>
      )}
      <a className="button" href={localPath(language, '/my/account')}>
        {translate('ownAccount', language)('yourAccount')}
      </a>
      <input type="hidden" name="callbackUrl" value={path} />
      <button type="submit" className="button">
        {words('signOut')}
      </button>
    </form>
  )
}
