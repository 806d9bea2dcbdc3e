import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MailAddressField } from '#components/account/mail-address-field.tsx'
import { mailWay } from '#lib/alerts/mail-way.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata } from '../../account-frame.tsx'
import { NarrowPage } from '../../narrow-page.tsx'
import { queryText } from '../../query-text.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('recovery', lang)('askTitle')) : {}
}

/** Where whoever can't get in any more has a link sent to the address that may bring them back. */
export default async function RecoverPage({ params, searchParams }: PageProps) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const { said, address } = await searchParams
  const words = translate('recovery', lang)
  const isWrong = queryText(said) === 'address'
  return (
    <NarrowPage language={lang} path="/sign-in/recover" title={words('askTitle')}>
      {mailWay() === 'server' ? (
        <>
          <p className="my-lead">{words('askLead')}</p>
          {queryText(said) === 'sent' && (
            <p className="note">
              <output>{words('askSent')}</output>
            </p>
          )}
          <form method="post" action="/api/recovery" className="fields my-openid">
            <input type="hidden" name="action" value="ask" />
            <input type="hidden" name="callbackUrl" value={localPath(lang, '/sign-in/recover')} />
            <label htmlFor="address">{words('askField')}</label>
            {isWrong && (
              <p id="address-problem" className="note my-error" role="alert">
                {words('askWrong')}
              </p>
            )}
            <MailAddressField typed={isWrong ? (queryText(address) ?? '') : ''} problemId={isWrong ? 'address-problem' : null} />
            <button type="submit" className="button button-primary">
              {words('askButton')}
            </button>
          </form>
        </>
      ) : (
        <p className="my-lead">{words('askNoMails')}</p>
      )}
      <p>
        <a href={localPath(lang, '/sign-in')}>{words('askElse')}</a>
      </p>
    </NarrowPage>
  )
}
