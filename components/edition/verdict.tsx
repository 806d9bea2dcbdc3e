import { dayText } from '#components/ui/day.tsx'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import { EditionList, type EditionLine } from './edition-list.tsx'
import { EditionNotice, type SheetState } from './edition-notice.tsx'

interface Genuine {
  readonly kind: 'genuine'
  readonly edition: EditionLine & { readonly heading: string; readonly hash: string; readonly keyId: string }
  readonly newest: EditionLine
  readonly sheet: SheetState & { readonly slug: string; readonly language: string }
  /** The editions after it, the newest first. */
  readonly later: readonly EditionLine[]
}

interface VerdictProps {
  readonly found: Genuine | { readonly kind: 'unknown' | 'unreadable' }
  readonly language: Language
}

/** What came of checking an edition. */
export function Verdict({ found, language }: VerdictProps) {
  const words = translate('editions', language)
  const again = (
    <p>
      <a href={localPath(language, '/verify')}>{words('verifyAgain')}</a>
    </p>
  )
  if (found.kind === 'genuine') return <GenuineVerdict found={found} language={language} again={again} />
  const isUnknown = found.kind === 'unknown'
  return (
    <div className="wrap columns">
      <h1 className="page-title">{words(isUnknown ? 'notGenuineTitle' : 'unreadableTitle')}</h1>
      <div className="prose">
        <p>{words(isUnknown ? 'notGenuineText' : 'unreadableText')}</p>
        {again}
      </div>
    </div>
  )
}

function GenuineVerdict({ found, language, again }: { found: Genuine; language: Language; again: React.ReactNode }) {
  const { edition, newest, sheet, later } = found
  const words = translate('editions', language)
  const { number, publishedAt, heading: title, removedAt } = edition
  const address = sheetPath(sheet.slug, sheet.language, language)
  return (
    <div className="wrap columns">
      <h1 className="page-title">{words('genuineTitle')}</h1>
      <div className="prose">
        <p>{words('genuineText', { number, title, date: dayText(publishedAt, language) })}</p>
        {removedAt ? (
          <p className="note">{words('genuineRemoved', { date: dayText(removedAt, language) })}</p>
        ) : (
          <>
            <EditionNotice
              language={language}
              written={language}
              address={address}
              number={number}
              publishedAt={publishedAt}
              newest={newest}
              sheet={sheet}
            />
            <p>
              <a href={`${address}/editions/${number}`}>{words('openEdition')}</a>
            </p>
          </>
        )}
        {!removedAt && later.length > 0 && (
          <section aria-labelledby="since">
            <h2 id="since">{words('whatChangedSince')}</h2>
            <EditionList
              editions={later}
              current={sheet.state === 'published' ? newest.number : null}
              language={language}
              written={sheet.language}
              address={address}
            />
          </section>
        )}
        <p className="hash">{words('genuineHash', { hash: edition.hash })}</p>
        <p className="hash">{words('genuineSigned', { key: edition.keyId })}</p>
        {again}
      </div>
    </div>
  )
}
