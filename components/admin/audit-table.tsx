import { instantText } from '#components/account/instant-text.ts'
import { ScrollingTable } from '#components/ui/scrolling-table.tsx'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface Somebody {
  readonly pseudonym: string
  /** Null for whoever is not here any more. */
  readonly userId: string | null
}

const EVENTS = {
  'signed-in': 'event_signedIn',
  refused: 'event_refused',
  'signed-out': 'event_signedOut',
  confirmed: 'event_confirmed',
  'recovery-set': 'event_recoverySet',
  'recovery-removed': 'event_recoveryRemoved',
  'recovery-asked': 'event_recoveryAsked',
  recovered: 'event_recovered',
  linked: 'event_linked',
  unlinked: 'event_unlinked',
  merged: 'event_merged',
  deleted: 'event_deleted',
  'role-granted': 'event_roleGranted',
  'role-revoked': 'event_roleRevoked',
  suspended: 'event_suspended',
  resumed: 'event_resumed',
  'sessions-ended': 'event_sessionsEnded',
} as const

interface Line {
  readonly id: number
  readonly at: Date
  readonly kind: keyof typeof EVENTS
  readonly person: Somebody | null
  readonly actor: Somebody | null
  readonly provider: string | null
  readonly detail: string | null
}

/** Kinds of lines that are written for changes which a command on the server can make. */
const BY_COMMAND: ReadonlySet<Line['kind']> = new Set(['role-granted', 'role-revoked'])

/** The log of sign-ins and changes of rights. */
export function AuditTable({ lines, language }: { readonly lines: readonly Line[]; readonly language: Language }) {
  const words = translate('admin', language)
  if (lines.length === 0) return <p className="my-nothing">{words('logNothing')}</p>
  return (
    <ScrollingTable
      caption={words('log')}
      isTitled
      columns={[words('time'), words('what'), words('who'), words('by'), words('provider'), words('detail')]}
    >
      <tbody>
        {lines.map(({ id, at, kind, person, actor, provider, detail }) => (
          <tr key={id}>
            <td>{instantText(at, language)}</td>
            <td>{words(EVENTS[kind])}</td>
            <td>{person ? <Who somebody={person} language={language} /> : kind === 'refused' ? words('stranger') : '–'}</td>
            <td>{actor ? <Who somebody={actor} language={language} /> : BY_COMMAND.has(kind) ? words('server') : '–'}</td>
            <td>{provider ?? '–'}</td>
            <td dir="auto">{detail ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
  )
}

function Who({ somebody: { pseudonym, userId }, language }: { readonly somebody: Somebody; readonly language: Language }) {
  const name = <code dir="ltr">{pseudonym}</code>
  if (userId !== null) return <a href={localPath(language, `/admin/people/${userId}`)}>{name}</a>
  return (
    <>
      {name} <small>{translate('admin', language)('gone')}</small>
    </>
  )
}
