import { bdi } from '#components/ui/bdi.tsx'
import type { OwnMail } from '#lib/alerts/own-mails.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { directionOf } from '#lib/i18n/written-language.ts'
import { instantText } from './instant-text.ts'

/** A mail as its page shows it. */
export interface ShownMail extends Omit<OwnMail, 'text'> {
  /** What it says, with whole links; null while it is not written. */
  readonly text: string | null
  /** The address by which a mail program would stop these mails; null if it is not shown. */
  readonly stop: string | null
}

/** What was sent to somebody, what is on its way and what did not arrive. */
export function MailList({
  mails,
  origin,
  language,
}: {
  readonly mails: readonly ShownMail[]
  readonly origin: string
  readonly language: Language
}) {
  const words = translate('following', language)
  if (mails.length === 0) return <p className="my-nothing">{words('mailsNone')}</p>
  return (
    <ul className="my-list">
      {mails.map(({ id, subject, address, createdAt, endedAt, text, state, attempts, failure, language: written, stop }) => {
        const attributes = { lang: written, dir: directionOf(written) }
        return (
          <li key={id} className="my-news">
            <h3 {...attributes}>{subject ?? words('mailUnwritten')}</h3>
            <p className="my-when">
              {words.rich('mailTo', { address, date: instantText(endedAt ?? createdAt, language), bdi })}
              {translate('site', language)('comma')}{' '}
              {words(`mail_${state === 'waiting' && attempts > 0 ? 'retrying' : state}`, { failure: failure ?? '' })}
            </p>
            {text !== null && (
              <details>
                <summary>
                  {words('mailShow')}
                  <span className="said"> ({subject})</span>
                </summary>
                <div className="my-mail" {...attributes}>
                  <LinkedText text={text} origin={origin} />
                </div>
              </details>
            )}
            {stop !== null && (
              <form method="post" action={stop} className="my-acts">
                <span className="my-when">{words('mailAsProgram')}</span>
                <input type="hidden" name="List-Unsubscribe" value="One-Click" />
                <input type="hidden" name="callbackUrl" value={localPath(language, '/my/mail')} />
                <button type="submit" className="button my-small">
                  {words('mailStop')}
                </button>
              </form>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** Plain text in which addresses of this site are links. */
function LinkedText({ text, origin }: { readonly text: string; readonly origin: string }) {
  return text.split(/(https?:\/\/[^\s<>]+)/).map((part, index) =>
    // Parts have no other name than their place, and never move.
    part.startsWith(`${origin}/`) ? (
      // oxlint-disable-next-line react/no-array-index-key -- see above
      <a key={index} href={part} dir="ltr" className="bare">
        {part}
      </a>
    ) : (
      part
    ),
  )
}
