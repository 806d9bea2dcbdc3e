import type { ClientBase } from 'pg'
import { PACES } from '#lib/accounts/follow-rule.ts'
import { LANGUAGES } from '#lib/i18n/languages.ts'
import { nextDigest } from './digest-times.ts'
import { matchingSearches } from './followed-searches.ts'
import type { News } from './record-news.ts'

/** Translations of a sheet that follow within so long tell nobody of the same change of a figure again. */
const SAME_CHANGE = `interval '60 days'`

/** Whether a threshold lets a figure through: the same as `lib/alerts/threshold.ts`, for all followers at once. */
const PASSES = `f.threshold_kind is null
  or n.measure = 'level' and n.series_id = f.threshold_series and coalesce(n.breakdown, '') = f.threshold_breakdown and (
    n.unit_id is distinct from f.threshold_unit
    or f.threshold_kind = 'above' and n.lower > f.threshold_value
    or f.threshold_kind = 'below' and n.upper < f.threshold_value
    or f.threshold_kind = 'change' and (
      abs(n.lower - n.lower_before) * 100 > f.threshold_value * abs(n.lower_before)
      or abs(n.upper - n.upper_before) * 100 > f.threshold_value * abs(n.upper_before)))`

/** Gives news to everybody who follows what they are about, in one statement, however many those are: on their page and in their feed, and in a mail if
 *  they get any. To each once: a change of a figure that several sheets show, once in all. Returns how many were told. */
export async function fanOut(client: ClientBase, news: News, now: Date = new Date()): Promise<number> {
  const about = await subjectsOf(client, news)
  const { rowCount } = await client.query(
    `with wanted as (
       select f.user_id, f.pace, null::text as subject from accounts.follow f
       where f.stopped_at is null and f.weight_min <= $2 and (
         f.kind = 'sheet' and f.key = $3
         or f.language = any($4) and (
           f.kind = 'place' and f.key = any($5) or f.kind = 'topic' and f.key = any($6) or f.kind = 'search' and f.key = any($7)))
       union all
       select f.user_id, f.pace, f.key from alerts.news_figure n join accounts.follow f on f.kind = 'figure' and f.key = n.subject
       where n.news_id = $1 and f.stopped_at is null and (${PASSES})
         and not exists (
           select from alerts.news_figure told join alerts.item i on i.news_id = told.news_id and i.user_id = f.user_id
           where told.change = n.change and told.news_id <> $1 and i.at > now() - ${SAME_CHANGE}
             and (i.subjects is null or told.subject = any(i.subjects)))
     ),
     -- Of several ways of being told, the soonest counts; and all of the news, if one of them asks for that.
     told as (
       select user_id, (array_agg(pace order by array_position($8::text[], pace)))[1] as pace,
         case when bool_or(subject is null) then null else array_agg(distinct subject) end as subjects
       from wanted group by user_id
     )
     insert into alerts.item (user_id, news_id, at, pace, subjects, due_at)
     select t.user_id, $1, $9, t.pace, t.subjects,
       case when d.confirmed_at is null or not d.is_on or d.refused_at is not null or t.pace = 'never' then null
         when t.pace = 'now' then $9
         else coalesce((select digest.due_at from unnest($10::text[], $11::text[], $12::timestamptz[]) as digest(zone, pace, due_at)
           where digest.zone = d.zone and digest.pace = t.pace), $9) end
     from told t left join alerts.delivery d using (user_id)
     on conflict do nothing`,
    [
      news.id,
      news.weight,
      news.documentId,
      about.languages,
      about.places,
      about.topics,
      about.searches,
      PACES,
      now,
      ...(await digests(client, now)),
    ],
  )
  return rowCount ?? 0
}

/** What a sheet is about, and the languages whose readers are told of it and not of a translation. */
async function subjectsOf(client: ClientBase, { documentId, slug, language, kind }: News) {
  const { rows } = await client.query<{ places: string[]; topics: string[] }>(
    `select array(select distinct subject from search.name where kind = 'place' and slug = any(e.places)) as places, e.topics
     from search.entry e where e.id = $1`,
    [documentId],
  )
  const { rows: others } = await client.query<{ language: string }>(
    `select language from publishing.sheet where slug = $1 and state = 'published' and document_id <> $2`,
    [slug, documentId],
  )
  const isNearest = (wanted: string): boolean => others.every((other) => distanceOf(language, wanted) <= distanceOf(other.language, wanted))
  return {
    places: rows.flatMap(({ places }) => places),
    topics: rows.flatMap(({ topics }) => topics),
    // What is gone is found by no search.
    searches: kind === 'withdrawn' ? [] : await matchingSearches(client, documentId),
    languages: LANGUAGES.filter(isNearest),
  }
}

/** How near a sheet in `language` is to a reader of `wanted`: in it, in English, in any other. */
function distanceOf(language: string, wanted: string): number {
  return language === wanted ? 0 : language === 'en' ? 1 : 2
}

/** For each time zone that somebody gets mail in, when the next daily and weekly ones are due, as columns. */
async function digests(client: ClientBase, now: Date): Promise<readonly [string[], string[], Date[]]> {
  const { rows } = await client.query<{ zone: string }>('select distinct zone from alerts.delivery where address is not null')
  const due = rows.flatMap(({ zone }) => (['daily', 'weekly'] as const).map((pace) => ({ zone, pace, at: nextDigest(pace, zone, now) })))
  return [due.map(({ zone }) => zone), due.map(({ pace }) => pace), due.map(({ at }) => at)]
}
