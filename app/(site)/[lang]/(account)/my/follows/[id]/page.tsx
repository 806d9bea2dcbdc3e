import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { FollowList } from '#components/account/follow-list.tsx'
import { FollowsLink } from '#components/account/news-list.tsx'
import { RuleForm, type RuleFields } from '#components/account/rule-form.tsx'
import { ToldNote } from '#components/account/told-note.tsx'
import { PutOnPage } from '#components/own-page/put-on-page.tsx'
import { seriesValue } from '#lib/accounts/follow-rule.ts'
import { idsOfFigure, searchOfKey } from '#lib/accounts/follow-target.ts'
import { findFollow, FOLLOWS_MAX, type Follow } from '#lib/accounts/follows.ts'
import { findDelivery, getsMails } from '#lib/alerts/delivery.ts'
import { requireReader } from '#lib/auth/require-reader.ts'
import { INTL_LOCALES, isLanguage, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata, AccountFrame } from '../../../account-frame.tsx'
import { seriesChoices } from '../figure-series.ts'
import { followLines } from '../follow-lines.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string; id: string }>
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('following', lang)('title')) : {}
}

/** How a reader is told of one thing that they follow. */
export default async function FollowPage({ params, searchParams }: PageProps) {
  const { lang, id } = await params
  if (!isLanguage(lang)) notFound()
  const reader = await requireReader(localPath(lang, `/my/follows/${encodeURIComponent(id)}`))
  const follow = z.guid().safeParse(id).success ? await findFollow(reader, id) : null
  if (!follow) notFound()
  const [series, delivery, [line], query] = await Promise.all([
    follow.kind === 'figure' ? seriesChoices(follow.key, lang) : null,
    findDelivery(reader),
    followLines([follow], lang),
    searchParams,
  ])
  const item = itemOf(follow)
  const told = typeof query['told'] === 'string' ? query['told'] : undefined
  const fault = told === 'amount' || told === 'series' ? told : null
  return (
    <AccountFrame language={lang} path={`/my/follows/${id}`}>
      <div className="wrap my-narrow">
        <h1>{translate('following', lang)('ruleTitle', { name: line?.name ?? '' })}</h1>
        <ToldNote language={lang} told={told} max={FOLLOWS_MAX} />
        <RuleForm
          id={id}
          fields={fault ? typed(query) : fieldsOf(follow, lang)}
          series={series}
          fault={fault}
          getsMail={getsMails(delivery)}
          language={lang}
        />
        {line && item && <PutOnPage {...item} name={line.name} language={lang} />}
        {line && <FollowList lines={[line]} language={lang} action="stop" isOpen />}
        <p>
          <FollowsLink language={lang} />
        </p>
      </div>
    </AccountFrame>
  )
}

/** What a block of one's own page would hold of it; null for what is there by being followed. */
function itemOf({ kind, key }: Follow): { readonly kind: 'figures' | 'countries' | 'searches'; readonly item: string } | null {
  switch (kind) {
    case 'figure': {
      const { indicator, place } = idsOfFigure(key)
      return { kind: 'figures', item: `${indicator}/${place}` }
    }
    case 'place':
      return { kind: 'countries', item: key }
    case 'search':
      return { kind: 'searches', item: searchOfKey(key).query.toString() }
    case 'sheet':
    case 'topic':
      return null
  }
}

function fieldsOf({ weightMin, pace, ...rule }: Follow, language: Language): RuleFields {
  const { thresholdKind, thresholdValue, thresholdSeries: series, thresholdBreakdown: breakdown, thresholdUnit: unit } = rule
  const number = new Intl.NumberFormat(INTL_LOCALES[language], { maximumFractionDigits: 6 })
  return {
    weight: String(weightMin),
    pace,
    threshold: thresholdKind ?? '',
    amount: thresholdValue === null ? '' : number.format(thresholdValue),
    series: series === null || breakdown === null || unit === null ? '' : seriesValue({ series, breakdown, unit }),
  }
}

/** What was typed into a form that could not be taken. */
function typed(query: Readonly<Record<string, string | string[] | undefined>>): RuleFields {
  const [weight = '', pace = '', threshold = '', amount = '', series = ''] = ['weight', 'pace', 'threshold', 'amount', 'series'].map(
    (name) => String(query[name] ?? ''),
  )
  return { weight, pace, threshold, amount, series }
}
