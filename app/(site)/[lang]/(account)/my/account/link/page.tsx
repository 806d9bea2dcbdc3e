import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { OpenIdField } from '#components/account/open-id-field.tsx'
import { ProofLinks } from '#components/account/proof-links.tsx'
import { withErrand } from '#lib/auth/errand.ts'
import { mayLink } from '#lib/auth/link-intent.ts'
import { otherIssuers, RECOVERY } from '#lib/auth/providers.ts'
import { requireReader } from '#lib/auth/require-reader.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata } from '../../../account-frame.tsx'
import { ConfirmFirst } from '../../../confirm-first.tsx'
import { NarrowPage } from '../../../narrow-page.tsx'
import { additions } from '../../../proofs.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('ownAccount', lang)('linkTitle')) : {}
}

/** Adds a way in, in two steps: the proof of one that is known, then of the one that is new. */
export default async function LinkPage({ params }: PageProps) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const path = localPath(lang, '/my/account/link')
  const reader = await requireReader(path)
  const words = translate('ownAccount', lang)
  const added = `${localPath(lang, '/my/account')}?said=linked`
  const isAllowed = await mayLink(reader.sessionId)
  return (
    <NarrowPage language={lang} path="/my/account/link" title={words('linkTitle')}>
      {reader.provider === RECOVERY && <p className="note">{translate('recovery', lang)('back')}</p>}
      <p className="my-lead">{words(isAllowed ? 'linkSecond' : 'linkFirst')}</p>
      {isAllowed ? (
        <>
          <ProofLinks proofs={additions(added)} language={lang} label="linkWith" />
          <p>{words('linkSame')}</p>
          {otherIssuers() !== 'off' && <OpenIdField language={lang} callbackUrl={withErrand(added, 'link')} typed="" problem={null} />}
        </>
      ) : (
        <ConfirmFirst reader={reader} language={lang} path={path} />
      )}
      <p>
        <a href={localPath(lang, '/my/account')}>{words('title')}</a>
      </p>
    </NarrowPage>
  )
}
