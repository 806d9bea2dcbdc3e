import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { instantText } from '#components/account/instant-text.ts'
import { Comparison } from '#components/edition/comparison.tsx'
import { KeptReading } from '#components/own-page/kept-reading.tsx'
import { ReadForm } from '#components/own-page/sheet-changes.tsx'
import { dayText } from '#components/ui/day.tsx'
import { keepsAll, lastRead } from '#lib/accounts/reading.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { requireReader } from '#lib/auth/require-reader.ts'
import { isLanguage, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes, sheetPath } from '#lib/i18n/written-language.ts'
import { editionOfRevision, findSheetById, type PublishedSheet, readEdition } from '#lib/publishing/editions.ts'
import { accountMetadata, AccountFrame } from '../../account-frame.tsx'
import { compareContents, compareEditions, sinceSentence } from '../../../(reading)/fact-sheets/[slug]/compared-editions.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
  readonly searchParams: Promise<{ sheet?: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('since', lang)('link')) : {}
}

/** What changed in a sheet since the reader last read it, without a script: what the sheet's own page, the same for everyone, can't say by itself. */
export default async function SincePage({ params, searchParams }: PageProps) {
  const [{ lang }, { sheet: id = '' }] = await Promise.all([params, searchParams])
  if (!isLanguage(lang)) notFound()
  const path = `${localPath(lang, '/my/since')}?${new URLSearchParams({ sheet: id }).toString()}`
  const reader = await requireReader(path)
  const sheet = await findSheetById(id)
  if (!sheet) notFound()
  const words = translate('since', lang)
  return (
    <AccountFrame language={lang} path="/my">
      <div className="wrap my-narrow">
        <header>
          <p className="kicker">{words('link')}</p>
          <h1 {...languageAttributes(sheet.language, lang)}>{sheet.heading}</h1>
        </header>
        <p>
          <a href={sheetPath(sheet.slug, sheet.language, lang)}>{words('toSheet')}</a>
        </p>
        {sheet.state === 'published' ? (
          <Since reader={reader} sheet={sheet} language={lang} path={path} />
        ) : (
          <p className="note">{words('notPublished')}</p>
        )}
        <KeptReading isAllKept={await keepsAll(reader)} language={lang} path={path} />
      </div>
    </AccountFrame>
  )
}

interface SinceProps {
  readonly reader: Reader
  readonly sheet: PublishedSheet
  readonly language: Language
  readonly path: string
}

async function Since({ reader, sheet, language, path }: SinceProps): Promise<ReactNode> {
  const words = translate('since', language)
  const last = await lastRead(reader, sheet.documentId)
  if (!last)
    return (
      <>
        <p>{words('unknown')}</p>
        <p>{words('unknownWhy')}</p>
      </>
    )
  const date = instantText(last.readAt, language)
  const number = await editionOfRevision(sheet.documentId, last.revision)
  if (number === sheet.number) return <p>{words('nothing', { date })}</p>
  const [before, after] = await Promise.all([
    number === null ? null : readEdition(sheet.documentId, number),
    readEdition(sheet.documentId, sheet.number),
  ])
  const form = (
    <ReadForm
      sheet={{ documentId: sheet.documentId, edition: sheet.number, revision: null }}
      language={language}
      path={path}
      describedBy="since"
    />
  )
  if (!before?.content || !after?.content)
    return (
      <>
        <p id="since">{words('historyGone')}</p>
        {form}
      </>
    )
  return (
    <>
      <p id="since" className="my-lead">
        {sinceSentence(compareEditions(before.content, after.content), dayText(last.readAt, language), language)}
      </p>
      <p className="my-when">{words('readOn', { date, number: before.number })}</p>
      {form}
      <Comparison compared={compareContents(before.content, after.content)} language={language} written={sheet.language} />
    </>
  )
}
