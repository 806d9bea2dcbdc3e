import type { ReactNode } from 'react'
import { bdi } from '#components/ui/bdi.tsx'
import { findShownProvider } from '#lib/auth/provider/shown-provider.ts'
import { providerSignOutAddress } from '#lib/auth/provider/sign-out.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { signOutAnswer, signOutState } from '#lib/auth/sign-out-state.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface SignedOutProps {
  readonly language: Language
  readonly cookies: string | null
  /** The provider that the ended session was opened with, where one has just signed out here. */
  readonly provider: string | null
  /** What a provider sent back, where one has been there to sign out. */
  readonly state: string | null
}

/** What a stranger is told who has just signed out: here, with the way to do it at the provider too, or there as well. */
export async function SignedOut({ language, cookies, provider, state }: SignedOutProps): Promise<ReactNode> {
  const words = translate('account', language)
  const own = translate('signIn', language)
  const settings = authSettings()
  if (state !== null) {
    const answer = signOutAnswer(cookies, state)
    const there = answer.provider === null ? null : await findShownProvider(settings, answer.provider)
    return there === null ? (
      <Note role="alert">{own('signedOutUnknown')}</Note>
    ) : (
      <Note>{own.rich('signedOutThere', { host: there.host, bdi })}</Note>
    )
  }
  const left = provider === null ? null : await findShownProvider(settings, provider)
  const address = left && (await providerSignOutAddress(settings, left.id, signOutState(cookies)))
  return (
    <Note>
      <output>{words('signedOut')}</output>
      {left && address && (
        <>
          {' '}
          {words.rich('signedOutElsewhere', { host: left.host, bdi })} <a href={address}>{words('signOutThere')}</a>
        </>
      )}
    </Note>
  )
}

function Note({ role, children }: { readonly role?: 'alert'; readonly children: ReactNode }) {
  return (
    <p className="note" role={role}>
      {children}
    </p>
  )
}
