import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { receiveConfirmation } from '#app/api/delivery/confirm/confirm-requests.ts'
import { receiveDeliveryForm } from '#app/api/delivery/delivery-requests.ts'
import { type Published, receiveFollowForm } from '#app/api/follow/follow-requests.ts'
import { receiveRuleForm } from '#app/api/follows/rule-requests.ts'
import { receiveStop, showStop } from '#app/api/unsubscribe/[token]/stop-requests.ts'
import { answerOwnFeed } from '#app/feeds/mine/[secret]/own-feed-answer.ts'
import { seriesValue, type ThresholdSeries } from '#lib/accounts/follow-rule.ts'
import { FOLLOWS_MAX, listFollows, listStopped } from '#lib/accounts/follows.ts'
import { follows } from '#lib/accounts/schema.ts'
import { findDelivery, pendingAddress } from '#lib/alerts/delivery.ts'
import { makeLinkToken } from '#lib/alerts/link-token.ts'
import { feedSecret } from '#lib/alerts/own-feed.ts'
import { listMails } from '#lib/alerts/own-mails.ts'
import { latestNews } from '#lib/alerts/latest-news.ts'
import { confirmations, deliveries, items, mails, news } from '#lib/alerts/schema.ts'
import { type Reader, readerOf } from '#lib/auth/reader.ts'
import { database } from '#lib/db/connection.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import { installMailSettings } from '#tests/support/mail-settings.ts'
import { stageSignIn } from '#tests/support/sign-in-scene.ts'

const scene = stageSignIn()
const ROW: ThresholdSeries = { series: 'series-us', breakdown: '', unit: 'unit-ha' }
const published: Published = {
  findSheet: async () => ({ slug: 'one', language: 'en', revision: 'r' }),
  findTarget: async (target) => (target.key.includes('nowhere') ? null : target),
}
beforeEach(() => installMailSettings())

interface Someone {
  readonly browser: AuthBrowser
  readonly reader: Reader
}

async function someone(): Promise<Someone> {
  scene.browser = new AuthBrowser(SITE)
  await scene.signIn({ sub: randomUUID() })
  const reader = await readerOf(scene.browser.cookieHeader)
  if (!reader) throw new Error('nobody is signed in')
  return { browser: scene.browser, reader }
}

const post =
  (path: string, receive: (request: Request) => Promise<Response>) =>
  (browser: AuthBrowser, fields: Record<string, string>, origin: string | undefined = SITE) =>
    browser.post(path, fields, origin, receive)
const follow = post('/api/follow', (request) => receiveFollowForm(request, published))
const rule = post('/api/follows', (request) => receiveRuleForm(request, async () => [ROW]))
const deliver = post('/api/delivery', receiveDeliveryForm)
const confirm = post('/api/delivery/confirm', receiveConfirmation)

/** Begins to follow a figure; the id of the follow. */
async function followsFigure({ browser, reader }: Someone): Promise<string> {
  const answer = await follow(browser, { kind: 'figure', key: 'coca:peru', callbackUrl: '/es/indicators/coca/peru' })
  const [followed] = await listFollows(reader)
  expect(locationOf(answer)).toBe(`${SITE}/es/my/follows/${followed?.id}?told=followed`)
  return followed?.id ?? ''
}

describe('following anything', () => {
  it('leads to the page where one says how one wants to be told, and is done once', async () => {
    const who = await someone()
    const id = await followsFigure(who)
    expect(await followsFigure(who)).toBe(id)
    expect(await listFollows(who.reader)).toMatchObject([
      { kind: 'figure', key: 'coca:peru', language: 'es', weightMin: 2, pace: 'now', thresholdKind: null },
    ])
  })

  it.each([
    ['place', 'nowhere', 'absent'],
    ['search', 'en?q=nowhere', 'search'],
  ])('a %s that is not there changes nothing, and says so', async (kind, key, told) => {
    const { browser, reader } = await someone()
    expect(locationOf(await follow(browser, { kind, key }))).toBe(`${SITE}/my/follows?told=${told}`)
    expect(await listFollows(reader)).toEqual([])
  })

  it.each([
    ['figure', 'coca'],
    ['figure', 'a:b:c'],
    ['topic', '../../x'],
    ['search', `en?q=${'('.repeat(5000)}`],
    ['sheet', 'drafts.one'],
    ['everything', 'x'],
  ])('the %s "%.20s" is refused in a plain sentence', async (kind, key) => {
    const { browser, reader } = await someone()
    const answer = await follow(browser, { kind, key })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toMatch(/^These fields of the form are missing or wrong: (kind|key)\.\n$/)
    expect(await listFollows(reader)).toEqual([])
  })

  it('a search of 10,000 brackets is refused in a plain sentence', async () => {
    const { browser, reader } = await someone()
    const answer = await follow(browser, { kind: 'search', key: `en?q=${'('.repeat(10_000)}` })
    expect([answer.status, await answer.text()]).toEqual([413, 'This form is larger than 16384 bytes.\n'])
    expect(await listFollows(reader)).toEqual([])
  })

  it('more than one may is refused, and nothing is lost', async () => {
    const { browser, reader } = await someone()
    const many = Array.from({ length: FOLLOWS_MAX }, (_, index) => ({ userId: reader.id, kind: 'place' as const, key: `p${index}` }))
    await database().insert(follows).values(many)
    expect(locationOf(await follow(browser, { kind: 'topic', key: 'cultivation' }))).toBe(`${SITE}/my/follows?told=full`)
    expect(await listFollows(reader)).toHaveLength(FOLLOWS_MAX)
  })
})

describe('how one is told', () => {
  it('is changed, with a threshold as people write it', async () => {
    const who = await someone()
    const id = await followsFigure(who)
    const answer = await rule(who.browser, {
      id,
      action: 'change',
      pace: 'weekly',
      weight: '3',
      threshold: 'above',
      amount: '50.000',
      series: seriesValue(ROW),
    })
    expect(locationOf(answer)).toBe(`${SITE}/my/follows/${id}?told=saved`)
    expect(await listFollows(who.reader)).toMatchObject([
      {
        pace: 'weekly',
        weightMin: 3,
        thresholdKind: 'above',
        thresholdValue: 50_000,
        thresholdSeries: 'series-us',
        thresholdBreakdown: '',
        thresholdUnit: 'unit-ha',
      },
    ])
    await rule(who.browser, { id, action: 'change', pace: 'now', weight: '3', threshold: '', amount: '', series: '' })
    expect(await listFollows(who.reader)).toMatchObject([{ pace: 'now', thresholdKind: null, thresholdValue: null }])
  })

  it.each([
    [{ threshold: 'above', amount: 'many', series: seriesValue(ROW) }, 'amount'],
    [{ threshold: 'change', amount: '', series: seriesValue(ROW) }, 'amount'],
    [{ threshold: 'change', amount: '-5', series: seriesValue(ROW) }, 'amount'],
    [{ threshold: 'below', amount: '1e400', series: seriesValue(ROW) }, 'amount'],
    [{ threshold: 'above', amount: '5', series: '["series-un","","unit-ha"]' }, 'series'],
  ])('%j is not taken; what was typed comes back, and nothing is changed', async (fields, told) => {
    const who = await someone()
    const id = await followsFigure(who)
    const at = new URL(locationOf(await rule(who.browser, { id, action: 'change', pace: 'daily', weight: '3', ...fields })))
    expect(at.pathname).toBe(`/my/follows/${id}`)
    expect(Object.fromEntries(at.searchParams)).toEqual({ pace: 'daily', weight: '3', ...fields, told })
    expect(await listFollows(who.reader)).toMatchObject([{ pace: 'now', thresholdKind: null }])
  })

  it('is not changed by fields that no form has', async () => {
    const who = await someone()
    const id = await followsFigure(who)
    expect((await rule(who.browser, { id, action: 'change', pace: 'hourly' })).status).toBe(400)
    expect((await rule(who.browser, { id: 'x', action: 'stop' })).status).toBe(400)
    expect((await rule(who.browser, { id, action: 'drop' })).status).toBe(400)
    expect(await listFollows(who.reader)).toHaveLength(1)
  })

  it('and that one follows no longer can be undone, with the rule as it was', async () => {
    const who = await someone()
    const id = await followsFigure(who)
    await rule(who.browser, {
      id,
      action: 'change',
      pace: 'daily',
      weight: '3',
      threshold: 'change',
      amount: '5',
      series: seriesValue(ROW),
    })
    await rule(who.browser, { id, action: 'stop' })
    expect(await listFollows(who.reader)).toEqual([])
    expect(await listStopped(who.reader)).toHaveLength(1)
    await rule(who.browser, { id, action: 'undo' })
    expect(await listFollows(who.reader)).toMatchObject([{ id, pace: 'daily', thresholdKind: 'change', thresholdValue: 5 }])
  })
})

describe('an address', () => {
  const ask = async ({ browser, reader }: Someone, address: string) => {
    const told = new URL(locationOf(await deliver(browser, { action: 'address', address, callbackUrl: '/ar/my/mail' }))).searchParams.get(
      'told',
    )
    return { told, pending: await pendingAddress(reader) }
  }

  it('counts when its link was opened and its button pressed, once, with no session', async () => {
    const who = await someone()
    const { told, pending } = await ask(who, ' flora@example.org ')
    expect(told).toBe('sent')
    expect(await listMails(who.reader, 10)).toMatchObject([
      { kind: 'confirmation', address: 'flora@example.org', state: 'waiting', language: 'ar' },
    ])
    expect(await findDelivery(who.reader)).toMatchObject({ address: null, confirmedAt: null })
    const token = makeLinkToken('confirm', pending?.id ?? '')
    const elsewhere = new AuthBrowser(SITE)
    expect(locationOf(await confirm(elsewhere, { token }))).toBe(`${SITE}/my/mail?told=confirmed`)
    expect(await findDelivery(who.reader)).toMatchObject({ address: 'flora@example.org', isOn: true, isProved: true })
    expect(locationOf(await confirm(elsewhere, { token }))).toBe(`${SITE}/my/mail/confirm/${token}`)
  })

  it('is not confirmed by a link that was replaced, is a day old, or was made up', async () => {
    const who = await someone()
    const first = await ask(who, 'one@example.org')
    const second = await ask(who, 'two@example.org')
    await confirm(who.browser, { token: makeLinkToken('confirm', first.pending?.id ?? '') })
    await confirm(who.browser, { token: makeLinkToken('stop', second.pending?.id ?? '') })
    await confirm(who.browser, { token: `${second.pending?.id}.${'A'.repeat(43)}` })
    await confirm(who.browser, { token: 'x'.repeat(10_000) })
    await database().update(confirmations).set({ expiresAt: new Date() }).where(eq(confirmations.userId, who.reader.id))
    await confirm(who.browser, { token: makeLinkToken('confirm', second.pending?.id ?? '') })
    expect(await findDelivery(who.reader)).toMatchObject({ address: null })
  })

  it.each(['flora', 'flora@', 'a@b\r\nBcc: x@evil.example', `${'x'.repeat(300)}@example.org`, ''])(
    '"%.20s" is none, and comes back',
    async (address) => {
      const who = await someone()
      const at = new URL(locationOf(await deliver(who.browser, { action: 'address', address })))
      expect(at.searchParams.get('told')).toBe('address')
      expect(await listMails(who.reader, 10)).toEqual([])
    },
  )

  it('of others is not filled with links', async () => {
    const who = await someone()
    const told: (string | null)[] = []
    for (let count = 0; count < 7; count++) told.push((await ask(who, `victim${count}@example.org`)).told)
    expect(told).toEqual([...Array.from({ length: 5 }, () => 'sent'), 'tooMany', 'tooMany'])
    expect(await listMails(who.reader, 10)).toHaveLength(5)
  })

  it('is not asked for where there is no mail server', async () => {
    installMailSettings({ SMTP_URL: '', MAIL_FROM: '' })
    expect(await ask(await someone(), 'flora@example.org')).toEqual({ told: 'noMail', pending: null })
  })

  it('is forgotten when asked', async () => {
    const who = await someone()
    const { pending } = await ask(who, 'flora@example.org')
    await confirm(who.browser, { token: makeLinkToken('confirm', pending?.id ?? '') })
    await deliver(who.browser, { action: 'forget' })
    expect(await findDelivery(who.reader)).toMatchObject({ address: null, confirmedAt: null })
  })
})

describe('language and time zone', () => {
  it('are changed to what there is, and to nothing else', async () => {
    const who = await someone()
    await deliver(who.browser, { action: 'when', language: 'es', zone: 'America/Lima' })
    expect(await findDelivery(who.reader)).toMatchObject({ language: 'es', zone: 'America/Lima' })
    expect(locationOf(await deliver(who.browser, { action: 'when', language: 'ar', zone: 'Moon/Tycho' }))).toBe(`${SITE}/my/mail?told=zone`)
    expect((await deliver(who.browser, { action: 'when', language: 'xx', zone: 'UTC' })).status).toBe(400)
    expect(await findDelivery(who.reader)).toMatchObject({ language: 'es', zone: 'America/Lima' })
  })
})

/** Somebody who was told of one sheet, and got a mail. */
async function told(heading: string): Promise<Someone & { readonly mailId: string }> {
  const who = await someone()
  const userId = who.reader.id
  const about = { documentId: randomUUID(), number: 2, sequence: 1, at: new Date(), language: 'en', slug: 'one', heading }
  const [made] = await database()
    .insert(news)
    .values({ ...about, kind: 'edition', weight: 2, note: 'A note', figures: [], parts: [{ heading: 'Results', kind: 'changed' }] })
    .returning()
  await database()
    .insert(deliveries)
    .values({ userId, address: `${userId}@reader.test`, confirmedAt: new Date() })
  const [mail] = await database()
    .insert(mails)
    .values({ userId, kind: 'news', address: `${userId}@reader.test`, language: 'en' })
    .returning()
  await database()
    .insert(items)
    .values({ userId, newsId: made?.id ?? '', pace: 'now', mailId: mail?.id ?? '' })
  return { ...who, mailId: mail?.id ?? '' }
}

describe('one click in a mail', () => {
  const stop = (token: string, body: string, headers: Record<string, string> = {}) =>
    receiveStop(
      new Request(`${SITE}/api/unsubscribe/${token}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
      token,
    )

  it('stops the mails of whoever got it, with no cookie and no origin; nothing else does', async () => {
    const [who, other] = [await told('One'), await told('Two')]
    const token = makeLinkToken('stop', who.mailId)
    expect((await stop(`${who.mailId}.${'A'.repeat(43)}`, 'List-Unsubscribe=One-Click')).status).toBe(404)
    expect((await stop(makeLinkToken('confirm', who.mailId), 'List-Unsubscribe=One-Click')).status).toBe(404)
    expect(locationOf(showStop(token))).toBe(`${SITE}/my/mail/stop/${token}`)
    expect(await findDelivery(who.reader)).toMatchObject({ isOn: true })
    const answer = await stop(token, 'List-Unsubscribe=One-Click')
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
    expect(await findDelivery(who.reader)).toMatchObject({ isOn: false })
    expect(await findDelivery(other.reader)).toMatchObject({ isOn: true })
    // Again it is the same.
    expect((await stop(token, 'List-Unsubscribe=One-Click')).status).toBe(200)
  })

  it('is taken back on the page of the link alone', async () => {
    const who = await told('One')
    const token = makeLinkToken('stop', who.mailId)
    await stop(token, 'List-Unsubscribe=One-Click')
    await stop(token, 'action=start', { origin: 'https://evil.example' })
    expect(await findDelivery(who.reader)).toMatchObject({ isOn: false })
    expect(locationOf(await stop(token, 'action=start&callbackUrl=/es/my/mail', { origin: SITE }))).toBe(`${SITE}/es/my/mail/stop/${token}`)
    expect(await findDelivery(who.reader)).toMatchObject({ isOn: true })
  })

  it('of a mail that is no longer known is said to be old, and stops nobody', async () => {
    const answer = await stop(makeLinkToken('stop', randomUUID()), 'List-Unsubscribe=One-Click')
    expect([answer.status, await answer.text()]).toEqual([410, expect.stringContaining('use the link in the newest')])
  })
})

describe('a feed of one’s own', () => {
  it('tells at a secret address what its person is told, to programs alone', async () => {
    const [who, other] = [await told('Mine & <mine>'), await told('Another')]
    await deliver(who.browser, { action: 'renew-feed' })
    const secret = feedSecret(who.reader, await findDelivery(who.reader)) ?? ''
    const answer = await answerOwnFeed(secret)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('x-robots-tag')).toBe('noindex, nofollow')
    const atom = await answer.text()
    expect(atom).toContain('<title>Mine &amp; &lt;mine&gt;: the fact sheet changed</title>')
    expect(atom).not.toContain('Another')
    // Nothing in the tables gives the address away.
    const rows = await database().select().from(deliveries)
    expect(JSON.stringify(rows)).not.toContain(secret)
    await deliver(who.browser, { action: 'renew-feed' })
    expect((await answerOwnFeed(secret)).status).toBe(404)
    await deliver(who.browser, { action: 'end-feed' })
    expect(feedSecret(who.reader, await findDelivery(who.reader))).toBeNull()
    expect(feedSecret(other.reader, await findDelivery(other.reader))).toBeNull()
  })

  it.each(['', 'x', 'A'.repeat(43), '../../my', "' or true --"])('is not found at "%s"', async (secret) => {
    const answer = await answerOwnFeed(secret)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'private, no-store'])
  })
})

describe('what belongs to one reader', () => {
  it('is not changed by a stranger, who is sent to sign in', async () => {
    const who = await someone()
    const id = await followsFigure(who)
    const stranger = new AuthBrowser(SITE)
    for (const action of ['change', 'stop', 'undo'])
      expect(locationOf(await rule(stranger, { id, action }))).toBe(`${SITE}/sign-in?callbackUrl=%2Fmy%2Ffollows`)
    for (const action of ['address', 'forget', 'stop', 'start', 'when', 'renew-feed', 'end-feed'])
      expect(locationOf(await deliver(stranger, { action, address: 'x@example.org' }))).toBe(`${SITE}/sign-in?callbackUrl=%2Fmy%2Fmail`)
    expect(await listFollows(who.reader)).toHaveLength(1)
  })

  it('is neither seen nor changed by another who sends the same ids', async () => {
    const [victim, other] = [await told('Secret'), await told('Other')]
    const id = await followsFigure(victim)
    for (const action of ['change', 'stop', 'undo']) await rule(other.browser, { id, action, pace: 'never', weight: '1' })
    expect(await listFollows(victim.reader)).toMatchObject([{ id, pace: 'now' }])
    expect(await listFollows(other.reader)).toEqual([])
    expect((await latestNews(other.reader, 10)).map(({ heading }) => heading)).toEqual(['Other'])
    expect(await listMails(other.reader, 10)).toMatchObject([{ id: other.mailId }])
  })

  it('is not changed by a form of another site', async () => {
    const who = await someone()
    const id = await followsFigure(who)
    for (const origin of ['https://evil.example', 'null', undefined]) {
      // `undefined` would be the default: an empty origin is none.
      const from = origin ?? ''
      expect((await rule(who.browser, { id, action: 'stop' }, from)).status).toBe(403)
      expect((await deliver(who.browser, { action: 'renew-feed' }, from)).status).toBe(403)
      expect((await confirm(who.browser, { token: 'x' }, from)).status).toBe(403)
    }
    expect(await listFollows(who.reader)).toHaveLength(1)
    expect(await findDelivery(who.reader)).toMatchObject({ feedHash: null })
  })
})
