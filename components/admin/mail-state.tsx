import { instantText } from '#components/account/instant-text.ts'
import type { MailQueue } from '#lib/alerts/mail-queue.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface MailStateProps {
  readonly queue: MailQueue
  readonly language: Language
}

/** How the outbox of mails stands: counts and times, nobody's address and no content. */
export function MailState({ queue, language }: MailStateProps) {
  const words = translate('admin', language)
  const counts = ['waiting', 'retrying', 'sending', 'sent', 'failed'] as const
  return (
    <>
      <dl className="my-counts">
        {counts.map((name) => (
          <div key={name}>
            <dt>{words(`mail_${name}`)}</dt>
            <dd>{queue[name]}</dd>
          </div>
        ))}
      </dl>
      {queue.oldestAt && <p className="my-when">{words('mailOldest', { date: instantText(queue.oldestAt, language) })}</p>}
      {queue.lastFailure && (
        <p className="my-when">
          {words('mailLastFailure', { date: instantText(queue.lastFailure.at, language) })} <bdi>{queue.lastFailure.text}</bdi>
        </p>
      )}
    </>
  )
}
