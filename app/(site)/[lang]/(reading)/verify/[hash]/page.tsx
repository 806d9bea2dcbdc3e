import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Verdict } from '#components/edition/verdict.tsx'
import { isLanguage } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { editionTag, findByHash, findSheetById, listEditions, readEdition } from '#lib/publishing/editions.ts'
import { noteStatus, noteTags } from '#lib/render-record.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { ReadingFrame } from '../../reading-frame.tsx'

export const instant = false

/** So many notes of later editions are shown. */
const NOTES_MAX = 50

interface PageProps {
  readonly params: Promise<{ lang: string; hash: string }>
}

/** What is known of the edition that an address names. */
async function find(hash: string) {
  if (!/^[0-9a-f]{12,64}$/.test(hash)) return { kind: 'unreadable' } as const
  const edition = await findByHash(hash)
  const sheet = edition && (await findSheetById(edition.documentId))
  if (!edition || !sheet) return { kind: 'unknown' } as const
  noteTags([editionTag(edition.documentId)])
  const newest = (await readEdition(edition.documentId, sheet.number)) ?? edition
  const later = (await listEditions(edition.documentId, NOTES_MAX)).filter(({ number }) => number > edition.number)
  return { kind: 'genuine', edition, sheet, newest, later } as const
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  return { title: translate('editions', lang)('verifyTitle'), robots: { index: false, follow: false } }
}

/** Whether something is an edition of this site, and what became of it. */
export default async function VerdictPage({ params }: PageProps) {
  const { lang, hash } = await params
  if (!isLanguage(lang)) notFound()
  const found = await find(hash)
  if (found.kind !== 'genuine') noteStatus(404)
  return (
    <ReadingFrame language={lang} view={PUBLISHED} path={`/verify/${hash}`}>
      <Verdict found={found} language={lang} />
    </ReadingFrame>
  )
}
