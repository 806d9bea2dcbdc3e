import type { Pool } from 'pg'
import { authSettings } from '#lib/auth/settings.ts'
import { DEFAULT_LANGUAGE, isLanguage } from '#lib/i18n/languages.ts'
import type { TakenMail } from './taken-mail.ts'
import type { News } from './record-news.ts'
import type { ToldNews } from './told-news.ts'
import { writeLinkMail, writeNewsMail, type WrittenMail } from './write-mail.ts'

interface Told {
  readonly mail_id: string
  readonly news_id: string
  readonly subjects: readonly string[] | null
}

/** Writes mails once: what a mail says is kept with it, the same in every attempt. Those that tell the same in one language are put into words once. */
export class WrittenMails {
  readonly #pool: Pool
  readonly #said = new Map<string, WrittenMail>()
  readonly #news = new Map<string, News>()

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** What each of `mails` says, by their ids; one that has nothing left to say, because its news were taken back, is left out. */
  async write(mails: readonly TakenMail[]): Promise<ReadonlyMap<string, WrittenMail>> {
    const found = new Map<string, WrittenMail>()
    const unwritten: TakenMail[] = []
    for (const mail of mails) {
      const { id, subject, text, html } = mail
      if (subject !== null && text !== null && html !== null) found.set(id, { subject, text, html })
      else unwritten.push(mail)
    }
    if (unwritten.length === 0) return found
    const written = await this.#put(unwritten)
    await this.#keep(written)
    return new Map([...found, ...written])
  }

  async #put(mails: readonly TakenMail[]): Promise<ReadonlyMap<string, WrittenMail>> {
    const { origin } = authSettings()
    const told = await this.#told(mails)
    const written = new Map<string, WrittenMail>()
    for (const { id, kind, language: wanted } of mails) {
      const language = isLanguage(wanted) ? wanted : DEFAULT_LANGUAGE
      const items = told.get(id) ?? []
      if (kind === 'news' && items.length === 0) continue
      const key = JSON.stringify([kind, language, items.map(({ news_id, subjects }) => [news_id, subjects])])
      const said =
        this.#said.get(key) ??
        (kind === 'news' ? writeNewsMail(await this.#read(items), language, origin) : writeLinkMail(kind, language, origin))
      this.#said.set(key, said)
      written.set(id, said)
    }
    return written
  }

  async #told(mails: readonly TakenMail[]): Promise<ReadonlyMap<string, readonly Told[]>> {
    const { rows } = await this.#pool.query<Told>(
      `select i.mail_id, i.news_id, i.subjects from alerts.item i join alerts.news n on n.id = i.news_id
       where i.mail_id = any($1) order by n.weight desc, n.at desc, n.id`,
      [mails.map(({ id }) => id)],
    )
    return Map.groupBy(rows, ({ mail_id }) => mail_id)
  }

  async #read(told: readonly Told[]): Promise<readonly ToldNews[]> {
    const unread = told.flatMap(({ news_id }) => (this.#news.has(news_id) ? [] : news_id))
    if (unread.length > 0) {
      const { rows } = await this.#pool.query<News>('select *, document_id as "documentId" from alerts.news where id = any($1)', [unread])
      for (const row of rows) this.#news.set(row.id, row)
    }
    return told.flatMap(({ news_id, subjects }) => {
      const news = this.#news.get(news_id)
      return news ? [{ ...news, subjects }] : []
    })
  }

  async #keep(written: ReadonlyMap<string, WrittenMail>): Promise<void> {
    const said = [...written.values()]
    await this.#pool.query(
      `update alerts.mail m set subject = w.subject, text = w.text, html = w.html
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as w(id, subject, text, html) where m.id = w.id`,
      [[...written.keys()], said.map(({ subject }) => subject), said.map(({ text }) => text), said.map(({ html }) => html)],
    )
  }
}
