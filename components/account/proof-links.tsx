import { bdi } from '#components/ui/bdi.tsx'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { ProviderMark, type ProviderLogo } from './provider-mark.tsx'

/** A provider that is asked to prove something, and the address that begins it. */
export interface Proof {
  readonly name: string
  readonly logo: ProviderLogo
  readonly href: string
}

interface ProofLinksProps {
  readonly proofs: readonly Proof[]
  readonly language: Language
  /** What the links say of the provider. */
  readonly label: 'confirmWith' | 'linkWith'
}

/** Links that lead to a provider and back, for more than signing in. Links, since a form may not lead to another site. */
export function ProofLinks({ proofs, language, label }: ProofLinksProps) {
  const words = translate('ownAccount', language)
  return (
    <ul className="logos">
      {proofs.map(({ name, logo, href }) => (
        <li key={href}>
          <a href={href} rel="nofollow">
            <ProviderMark logo={logo} />
            <span>{words.rich(label, { provider: name, bdi })}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
