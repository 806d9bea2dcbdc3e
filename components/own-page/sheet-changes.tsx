import { listFormat } from '#lib/i18n/formats.ts'
import { ChangeList } from '#components/change/change-list.tsx'
import { instantText } from '#components/account/instant-text.ts'
import type { Change } from '#lib/changes/compare.ts'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import type { ReadSheet } from './read-sheet.ts'
import { SheetLink } from './sheet-link.tsx'

interface SheetChangesProps {
  readonly sheet: ReadSheet
  readonly language: Language
  /** This page's own path, to come back to. */
  readonly path: string
}

/** What changed in the words of one sheet since its reader last read it, and the ways to have read it. */
export function SheetChanges({ sheet, language, path }: SheetChangesProps) {
  const words = translate('account', language)
  const { documentId, slug, written, difference, lastReadAt, edition, lastEdition } = sheet
  const sentences = difference?.sentences
  return (
    <article className="my-sheet" aria-labelledby={`changed-${documentId}`}>
      <h3 id={`changed-${documentId}`}>
        <SheetLink sheet={sheet} language={language} />
      </h3>
      <p className="my-when">
        {lastReadAt && words('lastRead', { date: instantText(lastReadAt, language) })}
        {sentences && sentences.length > 0 && ` ${countsOf(sentences, language)}.`}
      </p>
      {difference === null && <p>{words('historyGone')}</p>}
      {sentences?.length === 0 && <p>{words('changedOtherwise')}</p>}
      {sentences && sentences.length > 0 && <ChangeList changes={sentences} language={language} written={written} />}
      {slug !== null && lastEdition !== null && edition !== null && (
        <p className="my-when">
          <a href={`${sheetPath(slug, written, language)}/compare/${lastEdition}/${edition}`}>{translate('since', language)('compare')}</a>
        </p>
      )}
      <ReadForm sheet={sheet} language={language} path={path} describedBy={`changed-${documentId}`} />
    </article>
  )
}

interface ReadFormProps extends Pick<SheetChangesProps, 'language' | 'path'> {
  readonly sheet: Pick<ReadSheet, 'documentId' | 'edition' | 'revision'>
  readonly describedBy: string
}

/** The buttons by which somebody has read a sheet, in the state that is shown. */
export function ReadForm({ sheet, language, path, describedBy }: ReadFormProps) {
  const words = translate('account', language)
  const { documentId, edition, revision } = sheet
  return (
    <form method="post" action="/api/reading" className="my-acts">
      <input type="hidden" name="sheet" value={documentId} />
      <input type="hidden" name="callbackUrl" value={path} />
      {edition === null ? (
        <input type="hidden" name="revision" value={revision ?? ''} />
      ) : (
        <input type="hidden" name="edition" value={edition} />
      )}
      <button type="submit" className="button button-primary" name="action" value="read" aria-describedby={describedBy}>
        {words('readNow')}
      </button>
      <button type="submit" className="button" name="action" value="mark-read" aria-describedby={describedBy}>
        {words('markRead')}
      </button>
    </form>
  )
}

function countsOf(changes: readonly Change[], language: Language): string {
  const words = translate('account', language)
  const keys = { reworded: 'countReworded', added: 'countAdded', removed: 'countRemoved' } as const
  const counts = (['reworded', 'added', 'removed'] as const).flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length
    return count > 0 ? [words(keys[kind], { count })] : []
  })
  return listFormat(INTL_LOCALES[language], { type: 'unit' }).format(counts)
}
