import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

const FAULTS = ['amount', 'series', 'full', 'absent', 'search', 'address', 'tooMany', 'noMail', 'zone'] as const
const DONE = ['followed', 'saved', 'sent', 'kept', 'feed', 'confirmed'] as const

interface ToldNoteProps {
  readonly language: Language
  /** What the address says was done, or was wrong: anybody may have written it, so only known words are shown. */
  readonly told: string | undefined
  /** As many things as one may follow. */
  readonly max: number
}

/** What became of the form that led to this page. */
export function ToldNote({ language, told, max }: ToldNoteProps) {
  const words = translate('following', language)
  const fault = FAULTS.find((one) => one === told)
  const done = DONE.find((one) => one === told)
  if (fault)
    return (
      <p id="told" role="alert" className="note my-error">
        {words(`told_${fault}`, { max })}
      </p>
    )
  return done ? (
    <output id="told" className="note my-told">
      {words(`told_${done}`)}
    </output>
  ) : null
}
