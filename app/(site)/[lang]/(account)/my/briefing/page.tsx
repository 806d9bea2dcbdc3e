import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BriefingText } from '#components/own-page/briefing-text.tsx'
import { SharedList } from '#components/own-page/shared-list.tsx'
import { listShared, SHARED_DAYS } from '#lib/accounts/shared-briefings.ts'
import { requireReader } from '#lib/auth/require-reader.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata, AccountFrame } from '../../account-frame.tsx'
import { briefingOf } from '../briefing-of.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
  readonly searchParams: Promise<{ page?: string; notice?: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('ownPage', lang)('briefing')) : {}
}

/** A page of one's own as a briefing, to print and to share. */
export default async function BriefingPage({ params, searchParams }: PageProps) {
  const [{ lang }, { page, notice }] = await Promise.all([params, searchParams])
  if (!isLanguage(lang)) notFound()
  const path = localPath(lang, '/my/briefing') + (page === undefined ? '' : `?${new URLSearchParams({ page }).toString()}`)
  const reader = await requireReader(path)
  const words = translate('ownPage', lang)
  const [briefing, shared] = await Promise.all([briefingOf(reader, { page, language: lang, withNotes: true }), listShared(reader)])
  return (
    <AccountFrame language={lang} path="/my/briefing">
      <div className="wrap my-narrow my-briefing">
        <header>
          <p className="kicker">{words('briefing')}</p>
          <h1 dir="auto">{briefing.name}</h1>
        </header>
        <BriefingText briefing={briefing} language={lang} />
        <section aria-labelledby="share" className="my-share">
          <h2 id="share">{words('shareTitle')}</h2>
          {notice === 'many' && (
            <p role="alert" className="note my-error">
              {words('shareMany')}
            </p>
          )}
          <p>{words('shareHow')}</p>
          <form method="post" action="/api/briefings" className="fields">
            <input type="hidden" name="page" value={briefing.page} />
            <input type="hidden" name="callbackUrl" value={path} />
            <label htmlFor="days">{words('shareDays')}</label>
            <select id="days" name="days" defaultValue={7}>
              {SHARED_DAYS.map((days) => (
                <option key={days} value={days}>
                  {words('days', { count: days })}
                </option>
              ))}
            </select>
            <label>
              <input type="checkbox" name="notes" value="on" /> {words('shareNotes')}
            </label>
            <button type="submit" name="action" value="share" className="button button-primary">
              {words('share')}
            </button>
          </form>
          <SharedList shared={shared} language={lang} path={path} />
        </section>
      </div>
    </AccountFrame>
  )
}
