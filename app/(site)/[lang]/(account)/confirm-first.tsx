import { ProofLinks } from '#components/account/proof-links.tsx'
import type { Reader } from '#lib/auth/reader.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { confirmations } from './proofs.ts'

interface ConfirmFirstProps {
  readonly reader: Reader
  readonly language: Language
  /** Where one comes back to, a path of this site. */
  readonly path: string
}

/** The ways to prove anew that it is oneself, before what can't be undone. */
export async function ConfirmFirst({ reader, language, path }: ConfirmFirstProps) {
  const proofs = await confirmations(reader, path)
  if (proofs.length === 0) return <p className="note">{translate('ownAccount', language)('confirmNone')}</p>
  return <ProofLinks proofs={proofs} language={language} label="confirmWith" />
}
