import type { ReactNode } from 'react'
import { bdi } from '#components/ui/bdi.tsx'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { instantText } from './instant-text.ts'

interface Session {
  readonly id: string
  readonly isCurrent: boolean
  readonly browser: { readonly browser: string | null; readonly system: string | null }
  readonly createdAt: Date
  readonly lastUsedAt: Date
}

interface SessionListProps {
  readonly sessions: readonly Session[]
  readonly language: Language
  /** This page's own path, to come back to. */
  readonly path: string
}

/** The browsers in which a person is signed in, each with a button that ends it. */
export function SessionList({ sessions, language, path }: SessionListProps) {
  const words = translate('account', language)
  return (
    <>
      <ul className="my-list">
        {sessions.map((session) => (
          <li key={session.id} className="my-line">
            <span>
              <span id={`session-${session.id}`}>
                {nameOf(session, language)} {session.isCurrent && <strong className="my-tag">{words('sessionCurrent')}</strong>}
              </span>
              <small>
                {words('sessionTimes', {
                  since: instantText(session.createdAt, language),
                  used: instantText(session.lastUsedAt, language),
                })}
              </small>
            </span>
            {!session.isCurrent && (
              <form method="post" action="/api/sessions">
                <input type="hidden" name="callbackUrl" value={path} />
                <button
                  type="submit"
                  className="button my-small"
                  name="session"
                  value={session.id}
                  aria-describedby={`session-${session.id}`}
                >
                  {words('sessionEnd')}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action="/api/sessions" className="my-acts">
          <input type="hidden" name="callbackUrl" value={path} />
          <button type="submit" className="button" name="session" value="others">
            {words('sessionEndOthers')}
          </button>
        </form>
      )}
    </>
  )
}

function nameOf({ browser: { browser, system } }: Session, language: Language): ReactNode {
  const words = translate('account', language)
  if (browser && system) return words.rich('sessionName', { browser, system, bdi })
  return browser ?? system ?? words('sessionUnknown')
}
