import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FollowsLink } from '#components/account/news-list.tsx'
import { mailsOf } from '#lib/alerts/delivery.ts'
import { readLinkToken } from '#lib/alerts/link-token.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata, AccountFrame } from '../../../../account-frame.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string; token: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('following', lang)('stopTitle')) : {}
}

/** Where the link of a mail leads by which one stops these mails: whoever has the mail needs not be signed in. */
export default async function StopPage({ params }: PageProps) {
  const { lang, token } = await params
  if (!isLanguage(lang)) notFound()
  const id = readLinkToken('stop', token)
  const isOn = id === null ? null : await mailsOf(id)
  const words = translate('following', lang)
  return (
    <AccountFrame language={lang} path="/my/mail">
      <div className="wrap my-narrow">
        <h1>{words('stopTitle')}</h1>
        <p className="my-lead" role={isOn === false ? 'status' : undefined}>
          {words(id === null ? 'linkWrong' : isOn === null ? 'stopOld' : isOn ? 'stopAsk' : 'stopDone')}
        </p>
        {isOn !== null && (
          <form method="post" action={`/api/unsubscribe/${token}`} className="my-acts">
            <input type="hidden" name="callbackUrl" value={localPath(lang, '/my/mail')} />
            <button type="submit" className="button button-primary" name="action" value={isOn ? 'stop' : 'start'}>
              {words(isOn ? 'mailStop' : 'mailsStart')}
            </button>
          </form>
        )}
        <p>
          <FollowsLink language={lang} />
        </p>
      </div>
    </AccountFrame>
  )
}
