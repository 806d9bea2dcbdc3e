import type { DatedNews } from '#components/account/news-list.tsx'
import { type Delivery, findDelivery, getsMails } from '#lib/alerts/delivery.ts'
import { latestNews, type SentNews } from '#lib/alerts/latest-news.ts'
import { newsText } from '#lib/alerts/news-text.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { dateFormat } from '#lib/i18n/formats.ts'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** What `reader` was told of last, at most `limit`, and how: by two queries, however much they follow. */
export async function latestTold(reader: Reader, language: Language, limit: number): Promise<readonly DatedNews[]> {
  const [news, delivery] = await Promise.all([latestNews(reader, limit), findDelivery(reader)])
  const day = dateFormat(INTL_LOCALES[language], { dateStyle: 'long', timeZone: delivery.zone })
  return news.map((one) => ({
    id: one.id,
    at: one.at,
    day: day.format(one.at),
    way: wayOf(one, delivery, language),
    ...newsText(one, language),
  }))
}

/** How news reaches somebody, in words, by the clock of their time zone. */
function wayOf({ mail, dueAt }: SentNews, delivery: Delivery, language: Language): string {
  const words = translate('ownPage', language)
  const date = (at: Date): string => dateFormat(INTL_LOCALES[language], { dateStyle: 'medium', timeZone: delivery.zone }).format(at)
  switch (mail?.state) {
    case 'waiting':
    case 'sending':
      return words('way_soon')
    case 'sent':
      return words('way_sent', { date: date(mail.endedAt ?? new Date()) })
    case 'kept':
    case 'failed':
    case 'cancelled':
      return words(`way_${mail.state}`)
    case undefined:
      if (dueAt === null || !getsMails(delivery)) return words(delivery.feedHash === null ? 'way_page' : 'way_feed')
      return dueAt > new Date() ? words('way_due', { date: date(dueAt) }) : words('way_soon')
  }
}
