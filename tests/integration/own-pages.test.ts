import { describe, expect, it } from 'vitest'
import { receivePageForm } from '#app/api/my-page/page-requests.ts'
import { receiveBriefingForm } from '#app/api/briefings/briefing-requests.ts'
import { type Block, makeBlock } from '#lib/accounts/blocks.ts'
import type { Briefing } from '#lib/accounts/briefing.ts'
import { addPage, listPages, PAGES_MAX } from '#lib/accounts/own-pages.ts'
import { sharedBriefings } from '#lib/accounts/schema.ts'
import { listShared, openShared } from '#lib/accounts/shared-briefings.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { database } from '#lib/db/connection.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import { stageSignIn } from '#tests/support/sign-in-scene.ts'
import { someone } from '#tests/support/someone.ts'

const scene = stageSignIn()
const first: readonly Block[] = [
  { id: 'figures', kind: 'figures', isFolded: false, items: ['coca/peru'] },
  { id: 'follows', kind: 'follows', isFolded: false, items: [] },
]
const send = (browser: AuthBrowser, fields: Record<string, string>, origin: string | undefined = SITE) =>
  browser.post('/api/my-page', { callbackUrl: '/my?arrange=1', ...fields }, origin, (request) =>
    receivePageForm(request, async () => first),
  )
const noticeOf = (answer: Response) => new URL(locationOf(answer)).searchParams.get('notice')
const order = async (reader: Reader) => (await listPages(reader))[0]?.blocks.map(({ id }) => id)

/** Somebody with a page of three blocks. */
async function owner() {
  const person = await someone(scene)
  const blocks = ['a', 'b', 'c'].map((id) => ({ ...makeBlock('follows'), id }))
  const made = await addPage(person.reader, 'Andes', blocks)
  if (typeof made === 'string') throw new Error(made)
  return { ...person, page: made.id }
}

describe('a page of one’s own', () => {
  it('is kept when it is first changed, as it was shown', async () => {
    const { browser, reader } = await someone(scene)
    const answer = await send(browser, { page: 'first', revision: '0', action: 'down', block: 'figures' })
    expect(locationOf(answer)).toBe(`${SITE}/my?arrange=1`)
    expect(await order(reader)).toEqual(['follows', 'figures'])
  })

  it('is arranged, and the last change undone', async () => {
    const { browser, reader, page } = await owner()
    await send(browser, { page, revision: '1', action: 'remove', block: 'b' })
    expect(await order(reader)).toEqual(['a', 'c'])
    await send(browser, { page, revision: '2', action: 'undo' })
    expect(await order(reader)).toEqual(['a', 'b', 'c'])
    await send(browser, { page, revision: '3', action: 'fold', block: 'a' })
    expect((await listPages(reader))[0]?.blocks[0]?.isFolded).toBe(true)
  })

  it('arranged on two devices at once keeps what the first did, and tells the second', async () => {
    const { browser, reader, page } = await owner()
    const answers = await Promise.all(['a', 'b'].map((block) => send(browser, { page, revision: '1', action: 'remove', block })))
    expect(new Set(answers.map(noticeOf))).toEqual(new Set(['stale', null]))
    expect(await order(reader)).toHaveLength(2)
    expect(noticeOf(await send(browser, { page: 'first', revision: '0', action: 'undo' }))).toBe('stale')
  })

  it('has others beside it, with names, up to a number, and the last one stays', async () => {
    const { browser, reader, page } = await owner()
    const made = await send(browser, { page, revision: '1', action: 'new-page', name: ' للعمل <b> ' })
    expect((await listPages(reader)).map(({ name }) => name)).toEqual(['Andes', 'للعمل <b>'])
    const second = new URL(locationOf(made)).searchParams.get('page') ?? ''
    await send(browser, { page: second, revision: '1', action: 'rename', name: 'Work' })
    expect(noticeOf(await send(browser, { page: second, revision: '2', action: 'rename', name: '  ' }))).toBe('noName')
    await send(browser, { page: second, revision: '2', action: 'remove-page' })
    expect((await listPages(reader)).map(({ name }) => name)).toEqual(['Andes'])
    expect(noticeOf(await send(browser, { page, revision: '1', action: 'remove-page' }))).toBe('gone')
    await Promise.all(Array.from({ length: PAGES_MAX + 3 }, () => addPage(reader, 'More', [])))
    expect(await listPages(reader)).toHaveLength(PAGES_MAX)
  })

  it('of another is neither seen nor changed by whoever has its id', async () => {
    const victim = await owner()
    const other = await someone(scene)
    const changes: Record<string, string>[] = [
      { action: 'remove', block: 'a' },
      { action: 'undo' },
      { action: 'rename', name: 'x' },
      { action: 'remove-page' },
    ]
    for (const fields of changes) expect(noticeOf(await send(other.browser, { page: victim.page, revision: '1', ...fields }))).toBe('gone')
    expect(await listPages(victim.reader)).toMatchObject([{ name: 'Andes', revision: 1 }])
  })

  it.each<[number, Record<string, string>, string | undefined]>([
    [403, { action: 'undo' }, 'https://evil.example'],
    [400, { action: 'undo', revision: 'x' }, SITE],
    [400, { action: 'undo', page: "' or true --" }, SITE],
    [400, { action: 'add', kind: 'everything' }, SITE],
    [413, { action: 'rename', name: 'x'.repeat(20_000) }, SITE],
  ])('is not changed by a form that is answered with %i', async (status, fields, origin) => {
    const { browser, reader, page } = await owner()
    expect((await send(browser, { page, revision: '1', ...fields }, origin)).status).toBe(status)
    expect((await listPages(reader))[0]?.revision).toBe(1)
  })

  it('sends a stranger to sign in', async () => {
    const answer = await send(new AuthBrowser(SITE), { page: 'first', revision: '0', action: 'undo' })
    expect(new URL(locationOf(answer)).pathname).toBe('/sign-in')
  })
})

describe('a shared briefing', () => {
  const briefing = (note: string): Briefing => ({
    name: 'Andes',
    language: 'en',
    madeAt: '2026-11-26T00:00:00.000Z',
    sheets: [],
    figures: [],
    saved: [{ exact: 'Coca', language: 'en', citation: 'x', note }],
  })
  const share = (browser: AuthBrowser, fields: Record<string, string>, origin: string | undefined = SITE) =>
    browser.post('/api/briefings', { callbackUrl: '/es/my/briefing', ...fields }, origin, (request) =>
      receiveBriefingForm(request, async (_reader, { withNotes }) => briefing(withNotes ? 'secret' : '')),
    )
  const secretIn = (answer: Response) => /\/my\/shared\/([^?]+)/.exec(locationOf(answer))?.[1] ?? ''

  it('is opened by its link alone, of which only a hash is kept, with notes only if chosen, until it ends', async () => {
    const { browser, reader } = await someone(scene)
    const answer = await share(browser, { action: 'share', page: 'first', days: '7' })
    expect(new URL(locationOf(answer)).pathname).toMatch(/^\/es\/my\/shared\//)
    const secret = secretIn(answer)
    expect((await openShared(secret))?.briefing.saved[0]?.note).toBe('')
    expect(JSON.stringify(await database().select().from(sharedBriefings))).not.toContain(secret)
    const withNotes = secretIn(await share(browser, { action: 'share', page: 'first', days: '1', notes: 'on' }))
    expect((await openShared(withNotes))?.briefing.saved[0]?.note).toBe('secret')
    for (const guess of ['', 'x'.repeat(32), `${secret}x`, secret.toLowerCase()]) expect(await openShared(guess)).toBeNull()
    await database()
      .update(sharedBriefings)
      .set({ expiresAt: new Date(Date.now() - 1) })
    expect(await openShared(secret)).toBeNull()
    expect(await listShared(reader)).toEqual([])
  })

  it('is ended by its owner alone', async () => {
    const victim = await someone(scene)
    const secret = secretIn(await share(victim.browser, { action: 'share', page: 'first', days: '7' }))
    const id = (await listShared(victim.reader))[0]?.id ?? ''
    const other = await someone(scene)
    await share(other.browser, { action: 'end', shared: id })
    expect(await listShared(other.reader)).toEqual([])
    expect(await openShared(secret)).not.toBeNull()
    await share(victim.browser, { action: 'end', shared: id })
    expect(await openShared(secret)).toBeNull()
  })

  it('is made by nobody who is not signed in, from no other site, and for no other time', async () => {
    const { browser, reader } = await someone(scene)
    expect(new URL(locationOf(await share(new AuthBrowser(SITE), { action: 'share', page: 'first', days: '7' }))).pathname).toBe(
      '/es/sign-in',
    )
    expect((await share(browser, { action: 'share', page: 'first', days: '7' }, 'https://evil.example')).status).toBe(403)
    expect((await share(browser, { action: 'share', page: 'first', days: '3650' })).status).toBe(400)
    expect(await listShared(reader)).toEqual([])
  })
})
