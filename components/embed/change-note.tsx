import { bdi } from '#components/ui/bdi.tsx'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { changeText, type ValueChange } from './value-change.ts'

/** That a value was corrected, when, what it was before, and why. */
export function ChangeNote({ change, language, withPeriod = false }: { change: ValueChange; language: Language; withPeriod?: boolean }) {
  const { supersession } = change.after
  return (
    <div className="embed-change">
      <p>
        <strong>{changeText(change, language, withPeriod)}</strong>
      </p>
      {supersession && <p>{translate('embeds', language).rich('reason', { reason: supersession.reason, bdi })}</p>}
    </div>
  )
}
