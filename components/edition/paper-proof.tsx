import { bdi } from '#components/ui/bdi.tsx'
import { dayText } from '#components/ui/day.tsx'
import { QrCode } from '#components/ui/qr-code.tsx'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'

/** As much of a hash as stands on paper: it names one edition, and can be typed. `/verify` takes it. */
const HASH_LENGTH = 16

interface PaperProofProps {
  readonly number: number
  readonly publishedAt: Date
  readonly hash: string
  /** The address, whole, of the page that checks the edition with a hash. */
  readonly addressOf: (hash: string) => string
  readonly language: Language
  readonly written: string
}

/** On paper alone: the way to learn whether the edition that was printed is still the current one. */
export function PaperProof({ number, publishedAt, hash, addressOf, language, written }: PaperProofProps) {
  const words = translate('reading', language)
  const short = hash.slice(0, HASH_LENGTH)
  const address = addressOf(short)
  return (
    <section hidden className="on-paper colophon paper-proof" {...languageAttributes(language, written)}>
      <div className="proof">
        <QrCode text={address} label={words('proofCode')} />
        <div>
          <p className="kicker">{words('proofTitle')}</p>
          <p>
            {words.rich('proofText', {
              number,
              date: dayText(publishedAt, language),
              address,
              bdi,
            })}
          </p>
          <p>{words.rich('proofHash', { hash: short.replaceAll(/(.{4})(?=.)/g, '$1 '), bdi })}</p>
        </div>
      </div>
    </section>
  )
}
