import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { ProviderMark } from '#components/account/provider-mark.tsx'
import { bdi } from '#components/ui/bdi.tsx'
import { readableHint } from '#lib/auth/login-hint.ts'
import { isOwnLink, makeTicket } from '#lib/auth/own-request.ts'
import { isIssuerId } from '#lib/auth/issuers/issuer-id.ts'
import { signInPageOf } from '#lib/auth/issuers/issuer-provider.ts'
import { shownHost } from '#lib/auth/issuers/shown-host.ts'
import { findShownProvider, type ShownProvider } from '#lib/auth/provider/shown-provider.ts'
import { refusalOf } from '#lib/auth/refusal.ts'
import { returnPath, signInPath } from '#lib/auth/return-address.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata, AccountFrame } from '../../account-frame.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string; provider: string }>
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('account', lang)('signIn')) : {}
}

/** Goes on to a provider that is set up here at once if a link of ours led here; else says first where one is going. */
export default async function LeavePage({ params, searchParams }: PageProps) {
  const { lang, provider: id } = await params
  if (!isLanguage(lang)) notFound()
  const provider = await findShownProvider(authSettings(), id)
  const { callbackUrl: wanted, login_hint: suggested, ask } = await searchParams
  const hint = typeof suggested === 'string' ? readableHint(suggested) : null
  const hinted: Record<string, string> = hint === null ? {} : { login_hint: hint }
  const callbackUrl = returnPath(authSettings().origin, typeof wanted === 'string' ? wanted : null, localPath(lang, '/my'))
  if (!provider) redirect(signInPath(callbackUrl, { error: 'provider' }))
  const start = `/api/auth/start/${provider.id}`
  const isNamed = isIssuerId(provider.id)
  if (!isNamed && ask !== 'first' && isOwnLink(await headers()))
    redirect(`${start}?${new URLSearchParams({ callbackUrl, ...hinted }).toString()}`)
  const host = await hostToSignInAt(provider, callbackUrl)
  const words = translate('account', lang)
  const openIdWords = translate('openId', lang)
  const query = new URLSearchParams({ callbackUrl, ...hinted, ticket: makeTicket(provider.id) })
  return (
    <AccountFrame language={lang} path={`/sign-in/${provider.id}`}>
      <div className="wrap my-narrow">
        <h1>
          {provider.id === 'demonstration' ? words('signInDemonstration') : words.rich('signInWith', { provider: provider.name, bdi })}
        </h1>
        <p className="my-lead">{words('leaveText')}</p>
        <p className="my-host">
          <ProviderMark logo={provider.logo} />
          <strong dir="ltr">{host}</strong>
        </p>
        {hint !== null && <p className="note">{translate('signIn', lang).rich('leaveHint', { hint, bdi })}</p>}
        {host !== provider.host && <p>{openIdWords.rich('leaveIssuer', { host: provider.host, bdi })}</p>}
        {isNamed && <p className="note">{openIdWords('leaveUnknown')}</p>}
        <p>{words('leaveAdvice')}</p>
        <p className="my-acts">
          <a className="button button-primary" href={`${start}?${query.toString()}`} rel="nofollow">
            <span>{words.rich('continueTo', { host, bdi })}</span>
          </a>
          <a className="button" href={signInPath(callbackUrl)}>
            {words('otherWays')}
          </a>
        </p>
      </div>
    </AccountFrame>
  )
}

/** Where one will type a password: the host of an issuer's sign-in page, which need not be its own. Goes back to where it was named
 *  if it can't be asked. */
async function hostToSignInAt(provider: ShownProvider, callbackUrl: string): Promise<string> {
  if (!isIssuerId(provider.id)) return provider.host
  const found = await signInPageOf(authSettings(), provider.id).catch((error: unknown) => refusalOf(error).code)
  if (typeof found === 'string') redirect(`${signInPath(callbackUrl, { error: found })}#openid`)
  return shownHost(found.host)
}
