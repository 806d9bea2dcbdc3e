import { RichText } from '#components/ui/rich-text.tsx'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { Body } from '#sanity/body.ts'
import { type ProviderChoice, ProviderLinks } from './provider-links.tsx'

interface SignInBoxProps {
  readonly language: Language
  /** None: nobody can sign in here, and no logo is shown. */
  readonly providers: readonly ProviderChoice[]
  /** What the editors say of signing in. */
  readonly body: Body
  /** Where one comes back to, a path of this site. */
  readonly callbackUrl: string
  /** Whether a link leads to the field for an OpenID of one's own. */
  readonly takesOthers?: boolean
}

/** The box at the foot of a page: the editors' words, and a labelled logo for each provider that is configured. */
export function SignInBox({ language, providers, body, callbackUrl, takesOthers = false }: SignInBoxProps) {
  if (body.length === 0 && providers.length === 0 && !takesOthers) return null
  return (
    <section aria-label={translate('site', language)('accountBox')} className="account">
      <div className="wrap account-columns">
        <div className="account-text">
          <RichText body={body} language={language} />
        </div>
        {(providers.length > 0 || takesOthers) && (
          <ProviderLinks language={language} providers={providers} callbackUrl={callbackUrl} takesOthers={takesOthers} />
        )}
      </div>
    </section>
  )
}
