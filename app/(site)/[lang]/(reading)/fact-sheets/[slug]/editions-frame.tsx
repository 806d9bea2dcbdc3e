import { notFound } from 'next/navigation'
import { EditionList } from '#components/edition/edition-list.tsx'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { listEditions, type PublishedSheet } from '#lib/publishing/editions.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { ReadingFrame } from '../../reading-frame.tsx'

/** As many editions stand on one page. */
const SHOWN_MAX = 100

interface EditionsFrameProps {
  readonly sheet: PublishedSheet
  readonly language: Language
  readonly title: string
  /** The address of the page, without a language. */
  readonly path: string
  /** The address of the sheet. */
  readonly address: string
  /** The list begins with the edition before this one. */
  readonly below?: number
}

/** A page of a sheet's editions, the newest first, with the way to older ones. Ends the page as missing if there are none. */
export async function EditionsFrame({ sheet, language, title, path, address, below }: EditionsFrameProps) {
  const words = translate('editions', language)
  const editions = await listEditions(sheet.documentId, SHOWN_MAX, below)
  const last = editions.at(-1)
  if (!last) notFound()
  return (
    <ReadingFrame language={language} view={PUBLISHED} path={path} current="factSheets">
      <div className="wrap columns">
        <h1 className="page-title">{title}</h1>
        <div className="prose">
          <p>
            <a href={address}>{words('backToSheet')}</a>
            {below !== undefined && (
              <>
                {' · '}
                <a href={`${address}/editions`}>{words('allEditions')}</a>
              </>
            )}
          </p>
          <EditionList
            editions={editions}
            current={sheet.state === 'published' ? sheet.number : null}
            language={language}
            written={sheet.language}
            address={address}
          />
          {last.number > 1 && (
            <p>
              <a href={`${address}/editions/before/${last.number}`} rel="next">
                {words('olderEditions')}
              </a>
            </p>
          )}
        </div>
      </div>
    </ReadingFrame>
  )
}
