import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { KeptCounts } from '#components/account/kept-counts.tsx'
import { deletedCounts } from '#lib/own-data/deleted-counts.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata } from '../../../account-frame.tsx'
import { NarrowPage } from '../../../narrow-page.tsx'
import { backupsText } from '../backups-text.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('ownAccount', lang)('deletedTitle')) : {}
}

/** What was deleted with an account, told to whoever just did it. Nobody is signed in here. */
export default async function DeletedPage({ params }: PageProps) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const words = translate('ownAccount', lang)
  const counts = deletedCounts((await headers()).get('cookie'))
  return (
    <NarrowPage language={lang} path="/my/data/deleted" title={words(counts ? 'deletedTitle' : 'deleteTitle')}>
      {counts ? (
        <>
          <p className="my-lead">{words('deletedText')}</p>
          <KeptCounts counts={counts} language={lang} />
          <p>
            {words('deleteStays')} {backupsText(lang)}
          </p>
          <p>{words('deletedAgain')}</p>
        </>
      ) : (
        <p className="my-lead">{words('deletedNothing')}</p>
      )}
      <p className="my-acts">
        <a className="button" href={localPath(lang, '/')}>
          {words('allSheets')}
        </a>
      </p>
    </NarrowPage>
  )
}
