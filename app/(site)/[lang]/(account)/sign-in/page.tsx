import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { OpenIdField } from '#components/account/open-id-field.tsx'
import { ProviderLinks } from '#components/account/provider-links.tsx'
import { DeviceKept } from '#components/own-page/device-kept.tsx'
import { bdi } from '#components/ui/bdi.tsx'
import { mailWay } from '#lib/alerts/mail-way.ts'
import { lastProvider } from '#lib/auth/last-provider.ts'
import { typedIdentifier } from '#lib/auth/issuers/typed-identifier.ts'
import { configuredProviders, otherIssuers } from '#lib/auth/providers.ts'
import { currentReader } from '#lib/auth/require-reader.ts'
import { returnPath } from '#lib/auth/return-address.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata, AccountFrame } from '../account-frame.tsx'
import { openIdProblemWords, signInErrorWords } from './error-words.ts'
import { SignedOut } from './signed-out.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('account', lang)('signIn')) : {}
}

export default async function SignInPage({ params, searchParams }: PageProps) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const query = await searchParams
  const [words, own] = [translate('account', lang), translate('ownPage', lang)]
  const reader = await currentReader()
  const callbackUrl = returnPath(authSettings().origin, text(query['callbackUrl']), localPath(lang, '/my'))
  const providers = configuredProviders()
  const takesOthers = otherIssuers() !== 'off'
  const problem = openIdProblemWords(text(query['error']), lang)
  const error = signInErrorWords(text(query['error']), lang) ?? (takesOthers ? null : problem)
  const cookies = (await headers()).get('cookie')
  const [signedOut, state] = [text(query['signedOut']), text(query['state'])]
  const isOff = authSettings().environment.SIGN_IN === 'off'
  return (
    <AccountFrame language={lang} path="/sign-in">
      <div className="wrap my-narrow">
        <h1>{words(error || problem ? (reader ? 'errorTitleSignedIn' : 'errorTitle') : 'signIn')}</h1>
        {error && (
          <p className="note my-error" role="alert">
            {error}
          </p>
        )}
        {!reader && (signedOut ?? state) !== null && <SignedOut language={lang} cookies={cookies} provider={signedOut} state={state} />}
        {reader && (
          <p className="note">
            {words.rich('signedInAs', { name: reader.name, bdi })}{' '}
            <a href={callbackUrl}>{words(callbackUrl.includes('/my') ? 'goToYourPage' : 'goOn')}</a>
          </p>
        )}
        {providers.length > 0 || takesOthers ? (
          <>
            <p className="my-lead">{words(callbackUrl.startsWith('/api/follow') ? 'signInToFollow' : 'signInText')}</p>
            {providers.length > 0 && (
              <ProviderLinks language={lang} providers={providers} callbackUrl={callbackUrl} lastUsed={lastProvider(cookies)} />
            )}
            {takesOthers && <OpenIdField language={lang} callbackUrl={callbackUrl} typed={typedIdentifier(cookies)} problem={problem} />}
            {mailWay() === 'server' && !reader && (
              <p>
                <a href={localPath(lang, '/sign-in/recover')}>{translate('recovery', lang)('lostWay')}</a>
              </p>
            )}
            <p>{words('signInWhy')}</p>
            <p className="my-when">
              {words('signInKept')} <a href={localPath(lang, '/privacy')}>{words('signInPrivacy')}</a>
            </p>
            {!reader && <DeviceKept words={{ title: own('deviceTitle'), hint: own('deviceHint'), discard: own('deviceDiscard') }} />}
          </>
        ) : (
          <p className="my-lead">{words(isOff ? 'signInOff' : 'signInNone')}</p>
        )}
      </div>
    </AccountFrame>
  )
}

function text(value: string | string[] | undefined): string | null {
  return typeof value === 'string' ? value : null
}
