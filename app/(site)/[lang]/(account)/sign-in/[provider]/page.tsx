import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { ProviderMark } from '#components/account/provider-mark.tsx'
import { bdi } from '#components/ui/bdi.tsx'
import { readableHint } from '#lib/auth/login-hint.ts'
import { isOwnLink, makeTicket } from '#lib/auth/own-request.ts'
import { configuredProviders } from '#lib/auth/providers.ts'
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

/** Goes on to the provider at once if one of our own pages led here; else says first where one is going. */
export default async function LeavePage({ params, searchParams }: PageProps) {
  const { lang, provider: id } = await params
  if (!isLanguage(lang)) notFound()
  const provider = configuredProviders().find((known) => known.id === id)
  const { callbackUrl: wanted, login_hint: suggested } = await searchParams
  const hint = typeof suggested === 'string' ? readableHint(suggested) : null
  const hinted: Record<string, string> = hint === null ? {} : { login_hint: hint }
  const callbackUrl = returnPath(authSettings().origin, typeof wanted === 'string' ? wanted : null, localPath(lang, '/my'))
  if (!provider) redirect(signInPath(callbackUrl, { error: 'provider' }))
  const start = `/api/auth/start/${provider.id}`
  if (isOwnLink(await headers())) redirect(`${start}?${new URLSearchParams({ callbackUrl, ...hinted }).toString()}`)
  const words = translate('account', lang)
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
          <strong dir="ltr">{provider.host}</strong>
        </p>
        {hint !== null && <p className="note">{translate('signIn', lang).rich('leaveHint', { hint, bdi })}</p>}
        <p>{words('leaveAdvice')}</p>
        <p className="my-acts">
          <a className="button button-primary" href={`${start}?${query.toString()}`} rel="nofollow">
            <span>{words.rich('continueTo', { host: provider.host, bdi })}</span>
          </a>
          <a className="button" href={signInPath(callbackUrl)}>
            {words('otherWays')}
          </a>
        </p>
      </div>
    </AccountFrame>
  )
}
