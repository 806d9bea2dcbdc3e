import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { instantText } from './instant-text.ts'

interface Way {
  /** What the provider is called here. */
  readonly name: string
  readonly issuer: string
  readonly subject: string
  readonly createdAt: Date
  readonly isCurrent: boolean
}

interface WaysInProps {
  readonly ways: readonly Way[]
  readonly language: Language
}

/** A person's ways in, each with a button that removes it where another is left. */
export function WaysIn({ ways, language }: WaysInProps) {
  const words = translate('ownAccount', language)
  const path = localPath(language, '/my/account')
  const [only] = ways
  return (
    <>
      <ul className="my-list">
        {ways.map((way, index) => (
          <li key={`${way.issuer} ${way.subject}`} className="my-line">
            <span>
              <span id={`way-${index}`}>
                <bdi>{way.name}</bdi> {way.isCurrent && <strong className="my-tag">{words('wayCurrent')}</strong>}
              </span>
              <small>
                {words('wayIssuer')}: <code dir="ltr">{way.issuer}</code>
              </small>
              <small>
                {words('waySubject')}: <code dir="ltr">{way.subject}</code>
              </small>
              <small>{words('waySince', { date: instantText(way.createdAt, language) })}</small>
            </span>
            {ways.length > 1 && !way.isCurrent && (
              <form method="post" action="/api/account">
                <input type="hidden" name="action" value="unlink" />
                <input type="hidden" name="issuer" value={way.issuer} />
                <input type="hidden" name="subject" value={way.subject} />
                <input type="hidden" name="callbackUrl" value={path} />
                <button type="submit" className="button my-small" aria-describedby={`way-${index}`}>
                  {words('wayRemove')}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {ways.length === 1 && only && <p className="note">{words('wayOnly', { provider: only.name })}</p>}
      {ways.length > 1 && <p className="my-when">{words('wayRemoveHow')}</p>}
      <p className="my-acts">
        <a className="button" href={`${path}/link`}>
          {words('wayAdd')}
        </a>
      </p>
    </>
  )
}
