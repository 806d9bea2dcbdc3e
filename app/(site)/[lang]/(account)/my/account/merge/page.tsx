import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { instantText } from '#components/account/instant-text.ts'
import { KeptCounts } from '#components/account/kept-counts.tsx'
import { offeredAccount } from '#lib/own-data/offered-account.ts'
import { requireReader } from '#lib/auth/require-reader.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata } from '../../../account-frame.tsx'
import { NarrowPage } from '../../../narrow-page.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('ownAccount', lang)('mergeTitle')) : {}
}

/** Says what joining two accounts, both proved, means, and does it by a button. */
export default async function MergePage({ params }: PageProps) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const path = localPath(lang, '/my/account/merge')
  const reader = await requireReader(path)
  const words = translate('ownAccount', lang)
  const other = await offeredAccount(reader)
  return (
    <NarrowPage language={lang} path="/my/account/merge" title={words('mergeTitle')}>
      {other ? (
        <>
          <p className="my-lead">{words('mergeText', { date: instantText(other.createdAt, lang) })}</p>
          <KeptCounts counts={other.counts} language={lang} />
          <p>
            {words('mergeWhat')} {words('mergeRoles')}
          </p>
          <form method="post" action="/api/account" className="my-acts">
            <input type="hidden" name="callbackUrl" value={path} />
            <button type="submit" className="button button-primary" name="action" value="merge">
              {words('mergeYes')}
            </button>
            <button type="submit" className="button" name="action" value="keep-apart">
              {words('mergeNo')}
            </button>
          </form>
        </>
      ) : (
        <p className="my-lead">
          {words('mergeNothing')} <a href={localPath(lang, '/my/account')}>{words('title')}</a>
        </p>
      )}
    </NarrowPage>
  )
}
