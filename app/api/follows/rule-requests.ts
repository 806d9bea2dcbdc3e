import { z } from 'zod'
import {
  type FollowRule,
  followRuleSchema,
  seriesValue,
  type Threshold,
  type ThresholdSeries,
  type Weight,
} from '#lib/accounts/follow-rule.ts'
import { changeRule, findFollow, followAgain, stopFollowing } from '#lib/accounts/follows.ts'
import { forgetUnfollowed } from '#lib/accounts/reading.ts'
import { paceAnew } from '#lib/alerts/delivery.ts'
import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { type Reader, readerOf } from '#lib/auth/reader.ts'
import { languageOf, returnPath, signInPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { localPath } from '#lib/i18n/languages.ts'

/** The rows of values that there are of a figure. */
export type FindSeries = (figureKey: string) => Promise<readonly ThresholdSeries[]>

const actSchema = z.object({ id: z.guid(), action: z.enum(['change', 'stop', 'undo']) })

/** Takes the forms about something that one follows: how one is told of it, that one follows it no longer, or does again. */
export async function receiveRuleForm(request: Request, findSeries: FindSeries): Promise<Response> {
  try {
    const form = await readOwnForm(request)
    const callbackUrl = returnPath(authSettings().origin, form.get('callbackUrl'), '/my/follows')
    const reader = await readerOf(request.headers.get('cookie'))
    if (!reader) return seeOther(signInPath(callbackUrl))
    const act = actSchema.safeParse(Object.fromEntries(form))
    if (!act.success) throw new FormRefused(400, 'This form does not say what is to be done, or with what you follow.')
    const { id, action } = act.data
    if (action === 'change') return await change(reader, id, form, callbackUrl, findSeries)
    if (action === 'stop') {
      await stopFollowing(reader, id)
      await forgetUnfollowed(reader)
    } else await followAgain(reader, id)
    return seeOther(localPath(languageOf(callbackUrl), '/my/follows'))
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}

async function change(reader: Reader, id: string, form: URLSearchParams, callbackUrl: string, findSeries: FindSeries): Promise<Response> {
  const list = localPath(languageOf(callbackUrl), '/my/follows')
  const followed = await findFollow(reader, id)
  if (!followed) return seeOther(`${list}?told=absent`)
  const parsed = followRuleSchema.safeParse(Object.fromEntries(form))
  const fault = parsed.success ? null : parsed.error.issues.some(({ path }) => path[0] === 'amount') ? 'amount' : 'form'
  if (fault === 'form') throw new FormRefused(400, 'This form says something that it cannot say.')
  const threshold = parsed.success && followed.kind === 'figure' ? await thresholdOf(parsed.data, () => findSeries(followed.key)) : null
  // What was typed is shown again, beside what is wrong with it.
  if (!parsed.success || threshold === 'amount' || threshold === 'series')
    return seeOther(`${list}/${id}?${typed(form, typeof threshold === 'string' ? threshold : 'amount')}`)
  const rule: FollowRule = { weightMin: Number(parsed.data.weight) as Weight, pace: parsed.data.pace, threshold }
  await changeRule(reader, id, rule)
  if (rule.pace !== followed.pace) await paceAnew(reader, followed, rule.pace)
  return seeOther(`${list}/${id}?told=saved`)
}

async function thresholdOf(
  { threshold: kind, amount: value, series: wanted }: z.output<typeof followRuleSchema>,
  findSeries: () => Promise<readonly ThresholdSeries[]>,
): Promise<Threshold | 'amount' | 'series' | null> {
  if (kind === '') return null
  if (value === null || (kind === 'change' && value < 0)) return 'amount'
  const series = (await findSeries()).find((one) => seriesValue(one) === wanted)
  return series ? { kind, value, ...series } : 'series'
}

function typed(form: URLSearchParams, told: 'amount' | 'series'): string {
  const kept = ['weight', 'pace', 'threshold', 'amount', 'series'].map((name) => [name, (form.get(name) ?? '').slice(0, 400)])
  return new URLSearchParams([...kept, ['told', told]]).toString()
}
