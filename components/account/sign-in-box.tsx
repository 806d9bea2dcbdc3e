import { RichText } from '#components/ui/rich-text.tsx'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { Body } from '#sanity/body.ts'
import { ProviderMark, type ProviderLogo } from './provider-mark.tsx'

/** What the box shows of a provider. */
interface Provider {
  readonly id: string
  readonly name: string
  readonly logo: ProviderLogo
}

interface SignInBoxProps {
  readonly language: Language
  /** None: nobody can sign in here, and no logo is shown. */
  readonly providers: readonly Provider[]
  /** What the editors say of signing in. */
  readonly body: Body
  /** Where one comes back to, a path of this site. */
  readonly callbackUrl: string
}

/** The box at the foot of a page, with a logo to click for each provider. Links, since a form may not lead to another site. */
export function SignInBox({ language, providers, body, callbackUrl }: SignInBoxProps) {
  if (body.length === 0 && providers.length === 0) return null
  const query = new URLSearchParams({ callbackUrl }).toString()
  return (
    <section aria-label={translate('site', language)('accountBox')} className="account">
      <div className="wrap account-columns">
        {body.length > 0 && (
          <div className="account-text">
            <RichText body={body} />
          </div>
        )}
        {providers.length > 0 && (
          <ul className="logos">
            {providers.map((provider) => (
              <li key={provider.id}>
                <a href={`${localPath(language, `/sign-in/${provider.id}`)}?${query}`}>
                  <ProviderMark logo={provider.logo} />
                  {provider.name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}
