import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { bdi } from '#components/ui/bdi.tsx'
import { addressToConfirm } from '#lib/alerts/delivery.ts'
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
  return isLanguage(lang) ? accountMetadata(translate('following', lang)('confirmTitle')) : {}
}

/** Where the link leads by which somebody confirms their address. Programs open links too, so it takes a button. */
export default async function ConfirmPage({ params }: PageProps) {
  const { lang, token } = await params
  if (!isLanguage(lang)) notFound()
  const id = readLinkToken('confirm', token)
  const address = id === null ? null : await addressToConfirm(id)
  const words = translate('following', lang)
  return (
    <AccountFrame language={lang} path="/my/mail">
      <div className="wrap my-narrow">
        <h1>{words('confirmTitle')}</h1>
        {address === null ? (
          <p className="my-lead">{words(id === null ? 'linkWrong' : 'confirmOver')}</p>
        ) : (
          <form method="post" action="/api/delivery/confirm">
            <p className="my-lead">{words.rich('confirmAsk', { address, bdi })}</p>
            <input type="hidden" name="token" value={token} />
            <input type="hidden" name="callbackUrl" value={localPath(lang, '/my/mail')} />
            <p className="my-acts">
              <button type="submit" className="button button-primary">
                {words('confirmButton')}
              </button>
            </p>
          </form>
        )}
        <p>
          <a href={localPath(lang, '/my/mail')}>{words('mailTitle')}</a>
        </p>
      </div>
    </AccountFrame>
  )
}
