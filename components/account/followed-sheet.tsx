import type { Change } from '#lib/changes/compare.ts'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes, sheetPath } from '#lib/i18n/written-language.ts'
import { ChangeList } from '#components/change/change-list.tsx'
import { instantText } from './instant-text.ts'

/** A sheet that somebody follows, as their page shows it. */
export interface FollowedSheet {
  readonly documentId: string
  /** Null if it is no longer published. */
  readonly heading: string | null
  /** The language it is written in. */
  readonly written: string
  readonly slug: string | null
  /** The published state that is shown here. */
  readonly revision: string | null
  readonly lastReadAt: Date
  /** `same`: that state was read. Else what changed in it since; null if the state last read is no longer kept. */
  readonly changes: 'same' | readonly Change[] | null
}

interface SheetChangesProps {
  readonly sheet: FollowedSheet
  readonly language: Language
  /** This page's own path, to come back to. */
  readonly path: string
}

/** What changed in one sheet since its reader last read it, and the ways to have read it. */
export function SheetChanges({ sheet, language, path }: SheetChangesProps) {
  const words = translate('account', language)
  const { documentId, heading, slug, changes, written } = sheet
  if (heading === null || slug === null || changes === 'same') return null
  return (
    <article className="my-sheet" aria-labelledby={`changed-${documentId}`}>
      <h3 id={`changed-${documentId}`}>
        <a href={sheetPath(slug, written, language)} hrefLang={written} {...languageAttributes(written, language)}>
          {heading}
        </a>
      </h3>
      <p className="my-when">
        {words('lastRead', { date: instantText(sheet.lastReadAt, language) })}
        {changes && changes.length > 0 && ` ${countsOf(changes, language)}.`}
      </p>
      {changes === null && <p>{words('historyGone')}</p>}
      {changes?.length === 0 && <p>{words('changedOtherwise')}</p>}
      {changes && changes.length > 0 && <ChangeList changes={changes} language={language} written={written} />}
      <form method="post" action="/api/follow" className="my-acts">
        <input type="hidden" name="sheet" value={documentId} />
        <input type="hidden" name="callbackUrl" value={path} />
        <input type="hidden" name="revision" value={sheet.revision ?? ''} />
        <button type="submit" className="button button-primary" name="action" value="read" aria-describedby={`changed-${documentId}`}>
          {words('readNow')}
        </button>
        <button type="submit" className="button" name="action" value="mark-read" aria-describedby={`changed-${documentId}`}>
          {words('markRead')}
        </button>
      </form>
    </article>
  )
}

/** One line of the list of sheets that somebody follows. */
export function FollowedLine({ sheet, language, path }: SheetChangesProps) {
  const words = translate('account', language)
  const { documentId, heading, slug, written, changes } = sheet
  const name = heading ?? documentId
  return (
    <li className="my-line">
      <span>
        {slug === null ? (
          name
        ) : (
          <a href={sheetPath(slug, written, language)} hrefLang={written} {...languageAttributes(written, language)}>
            {name}
          </a>
        )}
        <small>{words(slug === null ? 'withdrawn' : changes === 'same' ? 'unchanged' : 'changed')}</small>
      </span>
      <form method="post" action="/api/follow">
        <input type="hidden" name="sheet" value={documentId} />
        <input type="hidden" name="action" value="unfollow" />
        <input type="hidden" name="callbackUrl" value={path} />
        <button type="submit" className="button my-small">
          {words('unfollow')}
          <span className="said">
            {' '}
            (<bdi>{name}</bdi>)
          </span>
        </button>
      </form>
    </li>
  )
}

function countsOf(changes: readonly Change[], language: Language): string {
  const words = translate('account', language)
  const keys = { reworded: 'countReworded', added: 'countAdded', removed: 'countRemoved' } as const
  const counts = (['reworded', 'added', 'removed'] as const).flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length
    return count > 0 ? [words(keys[kind], { count })] : []
  })
  return new Intl.ListFormat(INTL_LOCALES[language], { type: 'unit' }).format(counts)
}
