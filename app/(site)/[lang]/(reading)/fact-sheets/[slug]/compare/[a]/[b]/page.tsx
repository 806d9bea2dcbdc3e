import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Comparison } from '#components/edition/comparison.tsx'
import { IssuedText } from '#components/edition/issued-text.tsx'
import { Day, dayText } from '#components/ui/day.tsx'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { EditionContent } from '#lib/publishing/edition-content.ts'
import { listEditions, readEdition } from '#lib/publishing/editions.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { toEditionSheet } from '#sanity/read/edition-sheet.ts'
import { ReadingFrame } from '../../../../../reading-frame.tsx'
import { compareContents } from '../../../compared-editions.ts'
import { editionMetadata, editionNumber, publishedSheet, removedMetadata, RemovedPage, type SheetPlace } from '../../../published-sheet.tsx'

export const instant = false

/** So many notes of editions in between are shown. */
const NOTES_MAX = 50

interface PageProps {
  readonly params: Promise<SheetPlace & { a: string; b: string }>
}

async function find(params: PageProps['params']) {
  const given = await params
  const place = await publishedSheet(given)
  const { sheet, language } = place
  const [before, after] = await Promise.all([given.a, given.b].map((number) => readEdition(sheet.documentId, editionNumber(number))))
  if (!before || !after) notFound()
  const title = after.heading
  const dates = { beforeDate: dayText(before.publishedAt, language), afterDate: dayText(after.publishedAt, language) }
  return { ...place, before, after, told: { title, before: before.number, after: after.number, ...dates } }
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { sheet, language, before, after, told } = await find(params)
  if (!before.content || !after.content) return removedMetadata(language)
  const words = translate('editions', language)
  return editionMetadata(sheet, {
    title: words('compareTitle', told),
    description: words('compareDescription', told),
    rest: `/compare/${before.number}/${after.number}`,
  })
}

/** What differs between two editions of a sheet. */
export default async function ComparePage({ params }: PageProps) {
  const { sheet, language, path, address, before, after, told } = await find(params)
  const own = `${path}/compare/${before.number}/${after.number}`
  if (!before.content || !after.content) return <RemovedPage sheet={sheet} language={language} path={own} />
  const words = translate('editions', language)
  const compared = compareContents(before.content, after.content)
  const isSame = compared.figures.length === 0 && compared.parts.length === 0
  const between = await listEditions(sheet.documentId, NOTES_MAX, Math.max(before.number, after.number) + 1)
  const noted = between.filter(({ number, note }) => note !== null && number > Math.min(before.number, after.number))
  const institutions = { before: before.content.institution?.name ?? '', after: after.content.institution?.name ?? '' }
  return (
    <ReadingFrame language={language} view={PUBLISHED} path={own} current="factSheets">
      <div className="wrap columns">
        <h1 className="page-title">{words('compareTitle', told)}</h1>
        <div className="prose">
          <ul>
            {[before, after].map(({ number, publishedAt, content }, index) => (
              <li key={index === 0 ? 'before' : 'after'}>
                <a href={`${address}/editions/${number}`}>{words('editionNumber', { number })}</a>
                {translate('site', language)('comma')} <Day at={publishedAt} language={language} />
                <IssuedText issued={issuedOf(content)} language={language} written={sheet.language} />
              </li>
            ))}
          </ul>
          {isSame && <p className="note">{words('compareSame')}</p>}
          {institutions.before !== institutions.after && <p>{words('compareInstitution', institutions)}</p>}
          {noted.length > 0 && (
            <section aria-labelledby="notes">
              <h2 id="notes">{words('notesTitle')}</h2>
              <dl className="facts">
                {noted.map(({ number, note }) => (
                  <div key={number}>
                    <dt>{words('editionNumber', { number })}</dt>
                    <dd {...languageAttributes(sheet.language, language)}>{note}</dd>
                  </div>
                ))}
              </dl>
              {Math.abs(after.number - before.number) > NOTES_MAX && (
                <p>
                  <a href={`${address}/editions`}>{words('allEditions')}</a>
                </p>
              )}
            </section>
          )}
          <Comparison compared={compared} language={language} written={after.language} />
        </div>
      </div>
    </ReadingFrame>
  )
}

function issuedOf(content: EditionContent | null) {
  return content && toEditionSheet(content).issued
}
