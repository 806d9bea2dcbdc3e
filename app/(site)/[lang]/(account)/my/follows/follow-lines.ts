import { z } from 'zod'
import type { FollowLine } from '#components/account/follow-list.tsx'
import { figurePath } from '#components/figure/figure-address.ts'
import type { Follow } from '#lib/accounts/follows.ts'
import { idsOfFigure, searchOfKey } from '#lib/accounts/follow-target.ts'
import { nameIn, type Subject } from '#lib/figures/observation.ts'
import { TOPICS } from '#lib/figures/topics.ts'
import { INTL_LOCALES, isLanguage, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes, sheetPath } from '#lib/i18n/written-language.ts'
import { ContentReading } from '#lib/open-data/content.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { askContent } from '#sanity/read/ask-content.ts'
import { SUBJECT_FIELDS } from '#sanity/subject.ts'

const names = z
  .array(z.object({ language: z.string().nullable(), value: z.string().nullable() }))
  .nullish()
  .transform((given) => (given ?? []).flatMap(({ language, value }) => (language && value ? [{ language, value }] : [])))
const subjectRow = z.object({ id: z.string(), slug: z.string(), name: z.string(), names })
const typedRow = subjectRow.extend({ type: z.string() })
const sheetRow = z.object({
  id: z.string(),
  language: z.string(),
  slug: z.string(),
  title: z.string().nullish(),
  country: z.object({ name: z.string(), names }).nullish(),
})

type Sheet = z.output<typeof sheetRow>
type Named = Subject & { readonly type: string }

/** What somebody follows, in words of `language`: by two queries, however much that is. */
export async function followLines(follows: readonly Follow[], language: Language): Promise<readonly FollowLine[]> {
  const [sheets, subjects] = await Promise.all([sheetsOf(follows), subjectsOf(follows)])
  return follows.map((follow) => ({
    id: follow.id,
    kind: follow.kind,
    rule: ruleText(follow, language),
    ...nameOf(follow, sheets, subjects, language),
  }))
}

type Name = Pick<FollowLine, 'name' | 'written' | 'href'>

function nameOf({ kind, key }: Follow, sheets: ReadonlyMap<string, Sheet>, subjects: ReadonlyMap<string, Named>, language: Language): Name {
  const absent: Name = { name: key, written: {}, href: null }
  switch (kind) {
    case 'sheet': {
      const sheet = sheets.get(key)
      if (!sheet) return absent
      const name = sheet.title || (sheet.country ? nameIn(sheet.country, sheet.language) : sheet.slug)
      return { name, written: languageAttributes(sheet.language, language), href: sheetPath(sheet.slug, sheet.language, language) }
    }
    case 'figure': {
      const ids = idsOfFigure(key)
      const [indicator, place] = [subjects.get(ids.indicator), subjects.get(ids.place)]
      if (!indicator || !place) return absent
      const said = { indicator: nameIn(indicator, language), place: nameIn(place, language) }
      return {
        name: translate('following', language)('lineSubject', said),
        written: {},
        href: localPath(language, figurePath({ indicator, place })),
      }
    }
    case 'place': {
      const place = subjects.get(key)
      if (!place) return absent
      // A region has no page of its own.
      const href =
        place.type === 'country' ? localPath(language, `/countries/${encodeURIComponent(place.slug)}`) : localPath(language, '/countries')
      return { name: nameIn(place, language), written: {}, href }
    }
    case 'topic': {
      const topic = TOPICS.find((known) => known === key)
      return topic
        ? { name: translate('indicators', language)(`topic_${topic}`), written: {}, href: localPath(language, `/topics/${topic}`) }
        : absent
    }
    case 'search': {
      const { language: asked, query } = searchOfKey(key)
      const name = translate('following', language)('searchName', { text: query.get('q') ?? '' })
      return { name, written: {}, href: `${localPath(isLanguage(asked) ? asked : language, '/search')}?${query.toString()}` }
    }
  }
}

function ruleText({ kind, weightMin, pace, thresholdKind, thresholdValue }: Follow, language: Language): string {
  const words = translate('following', language)
  const value = new Intl.NumberFormat(INTL_LOCALES[language], { maximumFractionDigits: 6 }).format(thresholdValue ?? 0)
  const what =
    kind !== 'figure'
      ? words(`weight_${weightMin}`)
      : thresholdKind === null
        ? words('threshold_any')
        : `${words(`threshold_${thresholdKind}`)}: ${value}`
  return words('ruleLine', { what, pace: words(`pace_${pace}`) })
}

async function sheetsOf(follows: readonly Follow[]): Promise<ReadonlyMap<string, Sheet>> {
  const ids = follows.flatMap(({ kind, key }) => (kind === 'sheet' ? [key] : []))
  if (ids.length === 0) return new Map()
  const query =
    '*[_type == "factSheet" && _id in $ids]{"id": _id, language, "slug": slug.current, title, "country": country->{name, names[]{language, value}}}'
  const rows = await new ContentReading(askContent(PUBLISHED)).rows(query, { ids }, sheetRow)
  return new Map(rows.map((sheet) => [sheet.id, sheet]))
}

async function subjectsOf(follows: readonly Follow[]): Promise<ReadonlyMap<string, Named>> {
  const ids = follows.flatMap(({ kind, key }) => (kind === 'figure' ? Object.values(idsOfFigure(key)) : kind === 'place' ? [key] : []))
  if (ids.length === 0) return new Map()
  const query = `*[_type in ["indicator", "country", "region"] && _id in $ids]{${SUBJECT_FIELDS}, "type": _type}`
  const rows = await new ContentReading(askContent(PUBLISHED)).rows(query, { ids: [...new Set(ids)] }, typedRow)
  return new Map(rows.map((subject) => [subject.id, subject]))
}
