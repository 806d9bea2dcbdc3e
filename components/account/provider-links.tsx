import { bdi } from '#components/ui/bdi.tsx'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { ProviderMark, type ProviderLogo } from './provider-mark.tsx'

/** What is shown of a provider. */
export interface ProviderChoice {
  readonly id: string
  readonly name: string
  readonly logo: ProviderLogo
}

interface ProviderLinksProps {
  readonly language: Language
  readonly providers: readonly ProviderChoice[]
  /** Where one comes back to, a path of this site. */
  readonly callbackUrl: string
  /** The provider that was last used in this browser. On pages that are the same for everyone it isn't known. */
  readonly lastUsed?: string | null
  /** Whether a last link leads to the field for an OpenID of one's own. */
  readonly takesOthers?: boolean
}

/** A logo to click for each provider. Links, since a form may not lead to another site. */
export function ProviderLinks({ language, providers, callbackUrl, lastUsed = null, takesOthers = false }: ProviderLinksProps) {
  const words = translate('account', language)
  const query = new URLSearchParams({ callbackUrl }).toString()
  return (
    <ul className="logos">
      {providers.map((provider) => (
        <li key={provider.id}>
          <a href={`${localPath(language, `/sign-in/${provider.id}`)}?${query}`} rel="nofollow">
            <ProviderMark logo={provider.logo} />
            <span>
              {provider.id === 'demonstration' ? words('signInDemonstration') : words.rich('signInWith', { provider: provider.name, bdi })}
              {provider.id === lastUsed && <small className="my-last"> {translate('signIn', language)('lastUsedHere')}</small>}
            </span>
          </a>
        </li>
      ))}
      {takesOthers && (
        <li>
          <a href={`${localPath(language, '/sign-in')}?${query}#openid`} rel="nofollow">
            <ProviderMark logo="openid" />
            <span>{translate('openId', language)('boxLink')}</span>
          </a>
        </li>
      )}
    </ul>
  )
}
