import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { finishFollowing, type Published, type PublishedSheet, receiveFollowForm } from '#app/api/follow/follow-requests.ts'
import { receiveSessionForm } from '#app/api/sessions/session-requests.ts'
import { FOLLOWS_MAX, listFollows } from '#lib/accounts/follows.ts'
import { lastRead } from '#lib/accounts/reading.ts'
import { follows } from '#lib/accounts/schema.ts'
import { listOwnSessions } from '#lib/auth/own-sessions.ts'
import { readerOf } from '#lib/auth/reader.ts'
import { sessions, users } from '#lib/auth/schema.ts'
import { database } from '#lib/db/connection.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import { stageSignIn } from '#tests/support/sign-in-scene.ts'
import { someone as newPerson } from '#tests/support/someone.ts'

const scene = stageSignIn()
const published = new Map<string, PublishedSheet>()
const found: Published = {
  findSheet: async (id) => published.get(id) ?? null,
  findTarget: async (target) => (target.key.includes('nowhere') ? null : target),
}
const receive = (request: Request) => receiveFollowForm(request, found)
const finish = (request: Request) => finishFollowing(request, found)

beforeEach(() => {
  published.clear()
  published.set('sheet-1', { slug: 'one', language: 'en', revision: 'rev-1' })
})

const someone = () => newPerson(scene)

const send = (browser: AuthBrowser, fields: Record<string, string>) =>
  browser.post('/api/follow', { sheet: 'sheet-1', callbackUrl: '/fact-sheets/one', ...fields }, SITE, receive)

describe('following', () => {
  it('notes the state that stood when it began, once, and comes back to where one was', async () => {
    const { browser, reader } = await someone()
    expect(locationOf(await send(browser, {}))).toBe(`${SITE}/fact-sheets/one#followed`)
    published.set('sheet-1', { slug: 'one', language: 'en', revision: 'rev-2' })
    await send(browser, { action: 'follow' })
    expect(await listFollows(reader)).toMatchObject([{ key: 'sheet-1' }])
    expect(await lastRead(reader, 'sheet-1')).toMatchObject({ revision: 'rev-1' })
  })

  it('ends, and with it what was kept of the reading', async () => {
    const { browser, reader } = await someone()
    await send(browser, {})
    await send(browser, { action: 'unfollow' })
    expect(await listFollows(reader)).toEqual([])
    expect(await lastRead(reader, 'sheet-1')).toBeNull()
  })

  it('leads a stranger through sign-in, and then does what was asked', async () => {
    const browser = new AuthBrowser(SITE)
    const asked = await send(browser, { callbackUrl: '/es/fact-sheets/one' })
    const signInPage = new URL(locationOf(asked))
    expect(signInPage.pathname).toBe('/es/sign-in')
    const back = signInPage.searchParams.get('callbackUrl') ?? ''
    scene.browser = browser
    const end = await scene.signIn({ sub: randomUUID() }, back)
    expect(locationOf(end)).toBe(`${SITE}${back}`)
    const done = await browser.send(locationOf(end), {}, finish)
    expect(locationOf(done)).toBe(`${SITE}/es/fact-sheets/one#followed`)
    const reader = await readerOf(browser.cookieHeader)
    expect(reader && (await listFollows(reader))).toMatchObject([{ key: 'sheet-1' }])
    // The wish is spent: the same address does nothing more.
    await send(browser, { action: 'unfollow' })
    await browser.send(locationOf(end), {}, finish)
    expect(reader && (await listFollows(reader))).toEqual([])
  })

  it('follows nothing by an address alone, whoever opens it', async () => {
    const { browser, reader } = await someone()
    expect(locationOf(await browser.send('/api/follow?sheet=sheet-1&callbackUrl=//evil.example', {}, finish))).toBe(`${SITE}/my`)
    expect(await listFollows(reader)).toEqual([])
    browser.cookies.set(
      '__Host-chancery-follow',
      encodeURIComponent('{"target":{"kind":"sheet","key":"sheet-1"},"callbackUrl":"https://evil.example/"}'),
    )
    expect(locationOf(await browser.send('/api/follow', {}, finish))).toBe(`${SITE}/#followed`)
    browser.cookies.set('__Host-chancery-follow', '%7Bnonsense')
    expect(locationOf(await browser.send('/api/follow', {}, finish))).toBe(`${SITE}/my`)
  })

  it('does not follow what is not published, nor more than one may', async () => {
    const { browser, reader } = await someone()
    await send(browser, { sheet: 'nowhere' })
    expect(await listFollows(reader)).toEqual([])
    const many = Array.from({ length: FOLLOWS_MAX }, (_, index) => ({ userId: reader.id, kind: 'sheet' as const, key: `d${index}` }))
    await database().insert(follows).values(many)
    expect(locationOf(await send(browser, {}))).toBe(`${SITE}/fact-sheets/one#not-followed`)
    expect(await database().$count(follows, eq(follows.userId, reader.id))).toBe(FOLLOWS_MAX)
  })
})

describe('a form that is not as it must be', () => {
  it.each<[number, Record<string, string>, string | undefined]>([
    [403, {}, 'https://evil.example'],
    [403, {}, 'null'],
    [403, {}, undefined],
    [400, { sheet: '../secret' }, SITE],
    [400, { sheet: 'drafts.sheet-1' }, SITE],
    [400, { action: 'delete-everything' }, SITE],
    [413, { callbackUrl: 'x'.repeat(20_000) }, SITE],
  ])('is answered with %i and changes nothing', async (status, fields, origin) => {
    const { browser, reader } = await someone()
    const answer = await browser.post('/api/follow', { sheet: 'sheet-1', ...fields }, origin, receive)
    expect(answer.status).toBe(status)
    expect(await answer.text()).not.toMatch(/ at |Error/)
    expect(await listFollows(reader)).toEqual([])
  })

  it('is refused as another kind of body', async () => {
    const { browser } = await someone()
    const headers = { origin: SITE, 'content-type': 'application/json' }
    const answer = await browser.send('/api/follow', { method: 'POST', headers, body: '{"sheet":"sheet-1"}' }, receive)
    expect(answer.status).toBe(415)
  })

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example'])('never leads to %s', async (callbackUrl) => {
    const { browser } = await someone()
    for (const action of ['follow', 'unfollow']) {
      expect(new URL(locationOf(await send(browser, { action, callbackUrl }))).origin).toBe(SITE)
    }
    expect(new URL(locationOf(await send(new AuthBrowser(SITE), { callbackUrl }))).origin).toBe(SITE)
  })
})

describe('sessions', () => {
  const end = (browser: AuthBrowser, session: string) =>
    browser.post('/api/sessions', { session, callbackUrl: '/my' }, SITE, receiveSessionForm)

  /** The same person in two more browsers. */
  async function threeBrowsers() {
    const sub = randomUUID()
    const browsers: AuthBrowser[] = []
    for (let count = 0; count < 3; count++) {
      scene.browser = new AuthBrowser(SITE)
      await scene.signIn({ sub })
      browsers.push(scene.browser)
    }
    return browsers
  }

  it('are listed, this one first, by the names that browsers give themselves', async () => {
    const browsers = await threeBrowsers()
    const reader = await readerOf(browsers[0]?.cookieHeader ?? null)
    const list = reader ? await listOwnSessions(reader) : []
    expect(list.map(({ isCurrent }) => isCurrent)).toEqual([true, false, false])
    expect(list[0]?.browser).toEqual({ browser: 'Firefox', system: 'Linux' })
  })

  it('can be ended one at a time, and all but this one at once', async () => {
    const [one, two, three] = await threeBrowsers()
    if (!one || !two || !three) throw new Error('three browsers')
    const twoId = (await readerOf(two.cookieHeader))?.sessionId ?? ''
    expect(locationOf(await end(one, twoId))).toBe(`${SITE}/my`)
    expect(await readerOf(two.cookieHeader)).toBeNull()
    expect(await readerOf(three.cookieHeader)).not.toBeNull()
    await end(one, 'others')
    expect(await readerOf(three.cookieHeader)).toBeNull()
    expect(await readerOf(one.cookieHeader)).not.toBeNull()
  })

  it('of another person cannot be ended, nor by a stranger, nor from another site', async () => {
    const victim = await someone()
    const other = await someone()
    await end(other.browser, victim.reader.sessionId)
    await end(other.browser, 'others')
    await end(other.browser, "' or true --")
    expect(locationOf(await end(new AuthBrowser(SITE), victim.reader.sessionId))).toBe(`${SITE}/sign-in?callbackUrl=%2Fmy`)
    const foreign = await victim.browser.post('/api/sessions', { session: 'others' }, 'https://evil.example', receiveSessionForm)
    expect(foreign.status).toBe(403)
    expect(await readerOf(victim.browser.cookieHeader)).not.toBeNull()
  })
})

describe('what belongs to one reader', () => {
  it('is neither seen nor changed by another who sends the same ids', async () => {
    const victim = await someone()
    await send(victim.browser, {})
    const other = await someone()
    expect(await listFollows(other.reader)).toEqual([])
    await send(other.browser, { action: 'unfollow' })
    expect(await listFollows(victim.reader)).toMatchObject([{ key: 'sheet-1' }])
    expect(await listFollows(other.reader)).toEqual([])
  })

  it('goes with the person', async () => {
    const { reader, browser } = await someone()
    await send(browser, {})
    await database().delete(users).where(eq(users.id, reader.id))
    expect(await database().$count(follows, eq(follows.userId, reader.id))).toBe(0)
    expect(await database().$count(sessions, eq(sessions.userId, reader.id))).toBe(0)
  })
})
