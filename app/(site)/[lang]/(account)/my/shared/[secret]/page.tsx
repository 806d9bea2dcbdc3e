import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { instantText } from '#components/account/instant-text.ts'
import { BriefingText } from '#components/own-page/briefing-text.tsx'
import { openShared } from '#lib/accounts/shared-briefings.ts'
import { isLanguage } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata, AccountFrame } from '../../../account-frame.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string; secret: string }>
  readonly searchParams: Promise<{ new?: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  // The address is the secret: it is told to nobody.
  return isLanguage(lang) ? { ...accountMetadata(translate('ownPage', lang)('briefing')), referrer: 'no-referrer' } : {}
}

/** A briefing that somebody shares, for whoever has its link; nothing of it is anybody's session. */
export default async function SharedPage({ params, searchParams }: PageProps) {
  const [{ lang, secret }, { new: isNew }] = await Promise.all([params, searchParams])
  if (!isLanguage(lang)) notFound()
  const shared = await openShared(secret)
  if (!shared) notFound()
  const { briefing, expiresAt } = shared
  const words = translate('ownPage', lang)
  return (
    <AccountFrame language={lang} path={`/my/shared/${secret}`}>
      <div className="wrap my-narrow my-briefing">
        <header>
          <p className="kicker">{words('briefing')}</p>
          <h1 dir="auto">{briefing.name}</h1>
        </header>
        {isNew !== undefined && (
          <p className="note">
            <output>{words('shareNew')}</output>
          </p>
        )}
        <p className="note">{words('sharedUntil', { date: instantText(expiresAt, lang) })}</p>
        <BriefingText briefing={briefing} language={lang} />
      </div>
    </AccountFrame>
  )
}
