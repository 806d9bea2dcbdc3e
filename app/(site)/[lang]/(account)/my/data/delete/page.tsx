import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { KeptCounts } from '#components/account/kept-counts.tsx'
import { countBelongings } from '#lib/own-data/count-belongings.ts'
import { isConfirmed } from '#lib/auth/confirmation.ts'
import { requireReader } from '#lib/auth/require-reader.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata } from '../../../account-frame.tsx'
import { ConfirmFirst } from '../../../confirm-first.tsx'
import { NarrowPage } from '../../../narrow-page.tsx'
import { backupsText } from '../backups-text.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('ownAccount', lang)('deleteTitle')) : {}
}

/** Says what goes when a person deletes everything, and does it by a button, once they proved that it is them. */
export default async function DeletePage({ params }: PageProps) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const path = localPath(lang, '/my/data/delete')
  const reader = await requireReader(path)
  const words = translate('ownAccount', lang)
  return (
    <NarrowPage language={lang} path="/my/data/delete" title={words('deleteTitle')}>
      <p className="my-lead">{words('deleteText')}</p>
      <KeptCounts counts={{ ...(await countBelongings(reader)), roles: reader.roles.length }} language={lang} />
      <p>
        {words('deleteStays')} {backupsText(lang)}
      </p>
      {isConfirmed(reader) ? (
        <form method="post" action="/api/my-data" className="my-acts">
          <input type="hidden" name="callbackUrl" value={path} />
          <button type="submit" className="button button-primary" name="action" value="delete">
            {words('deleteYes')}
          </button>
          <a className="button" href={localPath(lang, '/my/data')}>
            {words('deleteNo')}
          </a>
        </form>
      ) : (
        <>
          <p>{words('confirmText')}</p>
          <ConfirmFirst reader={reader} language={lang} path={path} />
        </>
      )}
    </NarrowPage>
  )
}
