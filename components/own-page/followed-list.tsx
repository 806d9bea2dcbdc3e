import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { ReadSheet } from './read-sheet.ts'
import { SheetLink } from './sheet-link.tsx'

/** As many are listed; the others are on the page of all that one follows. */
const LISTED_MAX = 20

interface FollowedListProps {
  readonly sheets: readonly ReadSheet[]
  readonly language: Language
  /** This page's own path, to come back to. */
  readonly path: string
}

/** The sheets that somebody follows. */
export function FollowedList({ sheets, language, path }: FollowedListProps) {
  const words = translate('account', language)
  return (
    <>
      {sheets.length === 0 && <p className="my-nothing">{words('followNone')}</p>}
      {sheets.length > 0 && (
        <ul className="my-list">
          {sheets.slice(0, LISTED_MAX).map((sheet) => (
            <li key={sheet.documentId} className="my-line">
              <span>
                <SheetLink sheet={sheet} language={language} />
                <small>{words(sheet.slug === null ? 'withdrawn' : sheet.isChanged ? 'changed' : 'unchanged')}</small>
              </span>
              <form method="post" action="/api/follow">
                <input type="hidden" name="sheet" value={sheet.documentId} />
                <input type="hidden" name="action" value="unfollow" />
                <input type="hidden" name="callbackUrl" value={path} />
                <button type="submit" className="button my-small">
                  {words('unfollow')}
                  <span className="said">
                    {' '}
                    (<bdi>{sheet.heading}</bdi>)
                  </span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <p className="my-more">
        <a href={localPath(language, '/my/follows')}>{translate('following', language)('title')}</a>
        <a href={localPath(language, '/')}>{words('allSheets')}</a>
      </p>
    </>
  )
}
