import { bdi } from '#components/ui/bdi.tsx'
import type { OwnRecovery } from '#lib/recovery/own-recovery.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { dayText } from './day-text.ts'

/** Whether a mail may bring a person back when no way in works any more, with the button that changes it. */
export function RecoveryForms({ recovery, language }: { readonly recovery: OwnRecovery; readonly language: Language }) {
  const words = translate('recovery', language)
  return (
    <>
      <h3>{words('title')}</h3>
      <p>{words('lead')}</p>
      {recovery.kind === 'set' && <p>{words.rich('set', { address: recovery.address, date: dayText(recovery.since, language), bdi })}</p>}
      {(recovery.kind === 'noMails' || recovery.kind === 'role') && <p>{words(recovery.kind)}</p>}
      {recovery.kind === 'noAddress' && (
        <p>
          {words('noAddress')} <a href={localPath(language, '/my/mail')}>{words('confirmAddress')}</a>
        </p>
      )}
      {(recovery.kind === 'set' || recovery.kind === 'offer') && (
        <form method="post" action="/api/account" className="my-acts">
          <input type="hidden" name="action" value={recovery.kind === 'set' ? 'remove-recovery' : 'set-recovery'} />
          <input type="hidden" name="callbackUrl" value={localPath(language, '/my/account')} />
          <button type="submit" className="button">
            <span>{recovery.kind === 'set' ? words('turnOff') : words.rich('turnOn', { address: recovery.address, bdi })}</span>
          </button>
        </form>
      )}
    </>
  )
}
