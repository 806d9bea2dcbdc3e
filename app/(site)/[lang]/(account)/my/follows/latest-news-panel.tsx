import { FollowsLink, NewsList } from '#components/account/news-list.tsx'
import { Panel } from '#components/account/panel.tsx'
import { findDelivery } from '#lib/alerts/delivery.ts'
import { latestNews } from '#lib/alerts/latest-news.ts'
import { newsText } from '#lib/alerts/news-text.ts'
import type { Reader } from '#lib/auth/reader.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface LatestNewsProps {
  readonly reader: Reader
  readonly language: Language
  /** As many at most. */
  readonly limit: number
  /** Whether it leads on to the page with all that is followed. */
  readonly leadsOn?: boolean
}

/** The block of a reader's page with what they were told of last: two queries, however much they follow. */
export async function LatestNewsPanel({ reader, language, limit, leadsOn = false }: LatestNewsProps) {
  const [news, { zone }] = await Promise.all([latestNews(reader, limit), findDelivery(reader)])
  return (
    <Panel id="news" title={translate('following', language)('newsPart')}>
      <NewsList news={news.map((one) => ({ id: one.id, at: one.at, ...newsText(one, language) }))} language={language} zone={zone} />
      {leadsOn && (
        <p className="my-acts">
          <FollowsLink language={language} />
        </p>
      )}
    </Panel>
  )
}
