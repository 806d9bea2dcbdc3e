import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

const builtIn = ['administrator', 'editor', 'contributor', 'viewer'] as const

interface DetailsProps {
  readonly language: Language
  readonly name: string
  readonly email: string | null
  readonly provider: string
  readonly issuer: string
  readonly subject: string
  readonly roles: readonly string[]
}

/** What is kept of a person, as they may see it. Issuer and number are what an administrator asks for to give a role. */
export function Details({ language, name, email, provider, issuer, subject, roles }: DetailsProps) {
  const words = translate('account', language)
  const isStaff = roles.includes('editor') || roles.includes('administrator')
  // A role of the operator's own has no other name than theirs.
  const roleName = (role: string): string => {
    const known = builtIn.find((one) => one === role)
    return known ? words(`role_${known}`) : role
  }
  return (
    <>
      <dl className="my-details">
        <dt>{words('detailsName')}</dt>
        <dd>
          <bdi>{name}</bdi>
        </dd>
        <dt>{words('detailsEmail')}</dt>
        <dd>{email === null ? words('detailsEmailNone') : <bdi>{email}</bdi>}</dd>
        <dt>{words('detailsProvider')}</dt>
        <dd>
          <bdi>{provider}</bdi>
        </dd>
        <dt>{words('detailsIssuer')}</dt>
        <dd>
          <code dir="ltr">{issuer}</code>
        </dd>
        <dt>{words('detailsSubject')}</dt>
        <dd>
          <code dir="ltr">{subject}</code>
        </dd>
        {roles.length > 0 && (
          <>
            <dt>{words('detailsRole')}</dt>
            <dd>{new Intl.ListFormat(INTL_LOCALES[language], { type: 'unit' }).format(roles.map(roleName))}</dd>
          </>
        )}
      </dl>
      <p className="my-when">{words('detailsNote')}</p>
      {isStaff && (
        <p>
          <a className="button" href="/studio">
            {words('openStudio')}
          </a>
        </p>
      )}
    </>
  )
}
