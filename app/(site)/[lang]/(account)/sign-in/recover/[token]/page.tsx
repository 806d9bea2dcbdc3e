import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { dayText } from '#components/account/day-text.ts'
import { bdi } from '#components/ui/bdi.tsx'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { findRecoverable } from '#lib/recovery/recovery-link.ts'
import { accountMetadata } from '../../../account-frame.tsx'
import { NarrowPage } from '../../../narrow-page.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string; token: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('recovery', lang)('returnTitle')) : {}
}

/** Where the link leads by which somebody comes back. Programs open links too, so it takes a button. */
export default async function ReturnPage({ params }: PageProps) {
  const { lang, token } = await params
  if (!isLanguage(lang)) notFound()
  const found = await findRecoverable(token)
  const words = translate('recovery', lang)
  const date = found && dayText(found.createdAt, lang)
  return (
    <NarrowPage language={lang} path="/sign-in/recover" title={words('returnTitle')}>
      {found && date ? (
        <form method="post" action="/api/recovery">
          <p className="my-lead">
            {found.name === null ? words('returnAskNameless', { date }) : words.rich('returnAsk', { name: found.name, date, bdi })}
          </p>
          <input type="hidden" name="action" value="return" />
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="callbackUrl" value={localPath(lang, '/my/account')} />
          <p className="my-acts">
            <button type="submit" className="button button-primary">
              {words('returnButton')}
            </button>
          </p>
        </form>
      ) : (
        <>
          <p className="my-lead">{words('returnOver')}</p>
          <p>
            <a href={localPath(lang, '/sign-in/recover')}>{words('returnAgain')}</a>
          </p>
        </>
      )}
    </NarrowPage>
  )
}
