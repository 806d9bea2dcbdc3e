import { dayText } from '#components/ui/day.tsx'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'

/** What became of the sheet of an edition. */
export interface SheetState {
  readonly state: 'published' | 'withdrawn' | 'removed'
  readonly stateAt: Date
  readonly reason: string | null
}

interface EditionNoticeProps {
  readonly language: Language
  /** The language of the text around it. */
  readonly written: string
  /** The sheet's address. */
  readonly address: string
  readonly number: number
  readonly publishedAt: Date
  /** The newest edition. */
  readonly newest: { readonly number: number; readonly publishedAt: Date }
  readonly sheet: SheetState
}

/** Which edition is shown, and whether it still counts. */
export function EditionNotice({ language, written, address, number, publishedAt, newest, sheet }: EditionNoticeProps) {
  const words = translate('editions', language)
  return (
    <div {...languageAttributes(language, written)} className="note edition-notice">
      <p>
        <strong>{words('editionNote', { number, date: dayText(publishedAt, language) })}</strong>{' '}
        {number < newest.number
          ? words('isSuperseded', { number: newest.number, date: dayText(newest.publishedAt, language) })
          : sheet.state === 'published' && words('isCurrent')}
      </p>
      {sheet.state !== 'published' && <WithdrawnWords sheet={sheet} language={language} lead="withdrawnSince" />}
      <ul>
        {number < newest.number && (
          <>
            <li>
              <a href={sheet.state === 'published' ? address : `${address}/editions/${newest.number}`}>{words('readCurrent')}</a>
            </li>
            <li>
              <a href={`${address}/compare/${number}/${newest.number}`}>{words('whatChangedSince')}</a>
            </li>
          </>
        )}
        {number > 1 && (
          <li>
            <a href={`${address}/compare/${number - 1}/${number}`}>{words('compareWithBefore', { number: number - 1 })}</a>
          </li>
        )}
        <li>
          <a href={`${address}/editions`}>{words('allEditions')}</a>
        </li>
        <li>
          <a href={`${address}/editions/${number}.json`}>{words('asFile')}</a>
        </li>
      </ul>
    </div>
  )
}

/** That a sheet was withdrawn, when and why. */
export function WithdrawnWords({
  sheet: { stateAt, reason },
  language,
  lead,
}: {
  sheet: SheetState
  language: Language
  lead: 'withdrawnSince' | 'withdrawnNote'
}) {
  const words = translate('editions', language)
  return (
    <p>
      {words(lead, { date: dayText(stateAt, language) })} {reason ? words('withdrawnWhy', { reason }) : words('withdrawnNoReason')}
    </p>
  )
}

/** A sheet that is withdrawn: why, and where its editions are. */
export function WithdrawnNotice({
  sheet,
  language,
  written,
  address,
}: Pick<EditionNoticeProps, 'sheet' | 'language' | 'written' | 'address'>) {
  const words = translate('editions', language)
  return (
    <div {...languageAttributes(language, written)} className="note edition-notice">
      <WithdrawnWords sheet={sheet} language={language} lead="withdrawnNote" />
      <p>
        <a href={`${address}/editions`}>{words('allEditions')}</a>
      </p>
    </div>
  )
}

/** What stands in the place of a sheet that was removed. */
export function RemovedNotice({
  heading,
  written,
  sheet,
  language,
}: {
  heading: string
  written: string
  sheet: SheetState
  language: Language
}) {
  const words = translate('editions', language)
  return (
    <div className="wrap columns">
      <h1 className="page-title">{words('removedTitle')}</h1>
      <div className="prose">
        <p>{words('removedText', { title: heading, date: dayText(sheet.stateAt, language) })}</p>
        {sheet.reason ? (
          <p>
            {words('figureWhy')}: <span {...languageAttributes(written, language)}>{sheet.reason}</span>
          </p>
        ) : (
          <p>{words('withdrawnNoReason')}</p>
        )}
        <p>
          <a href={localPath(language, '/')}>{translate('site', language)('missingSheets')}</a>
        </p>
      </div>
    </div>
  )
}
