import { describe, expect, it } from 'vitest'
import { type ReadingDesk, receiveReading, tellReading } from '#app/api/reading/reading-requests.ts'
import { follow } from '#lib/accounts/follows.ts'
import { beginReading, keepsAll, lastRead, listReading, noteRead } from '#lib/accounts/reading.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import { stageSignIn } from '#tests/support/sign-in-scene.ts'
import { someone } from '#tests/support/someone.ts'

const scene = stageSignIn()

const desk: ReadingDesk = {
  findSheet: async (id) => (id === 'sheet-1' ? { slug: 'one', language: 'en', revision: 'rev-3' } : null),
  revisionOf: async (_sheet, edition) => (edition <= 3 ? `rev-${edition}` : null),
  editionOf: async (_sheet, revision) => Number(revision.replace('rev-', '')),
}
const send = (browser: AuthBrowser, fields: Record<string, string>, origin: string | undefined = SITE) =>
  browser.post('/api/reading', { sheet: 'sheet-1', callbackUrl: '/es/my', ...fields }, origin, (request) => receiveReading(request, desk))
const ask = async (browser: AuthBrowser, sheet = 'sheet-1') => {
  const answer = await browser.send(`/api/reading?sheet=${encodeURIComponent(sheet)}`, {}, (request) => tellReading(request, desk))
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  return { status: answer.status, body: (await answer.json()) as { edition?: number } | null }
}

/** Somebody who follows the sheet and has read its first edition. */
async function follower() {
  const person = await someone(scene)
  await follow(person.reader, { kind: 'sheet', key: 'sheet-1', language: 'en' })
  await beginReading(person.reader, 'sheet-1', 'rev-1')
  return person
}

describe('what was read', () => {
  it('is kept of a sheet that is followed, as the page showed it', async () => {
    const { browser, reader } = await follower()
    expect((await send(browser, { action: 'seen', edition: '2' })).status).toBe(204)
    expect(await lastRead(reader, 'sheet-1')).toMatchObject({ revision: 'rev-2' })
    expect((await ask(browser)).body).toMatchObject({ edition: 2 })
    expect(locationOf(await send(browser, { action: 'mark-read', edition: '1' }))).toBe(`${SITE}/es/my`)
    expect(await lastRead(reader, 'sheet-1')).toMatchObject({ revision: 'rev-1' })
    expect(locationOf(await send(browser, { action: 'read' }))).toBe(`${SITE}/fact-sheets/one`)
    expect(await lastRead(reader, 'sheet-1')).toMatchObject({ revision: 'rev-3' })
  })

  it('is kept of no other sheet, unless one wants it', async () => {
    const { browser, reader } = await someone(scene)
    for (const action of ['seen', 'mark-read', 'read']) await send(browser, { action, edition: '2' })
    expect((await listReading(reader)).size).toBe(0)
    await send(browser, { action: 'keep-all' })
    expect(await keepsAll(reader)).toBe(true)
    await send(browser, { action: 'seen', edition: '2' })
    expect(await lastRead(reader, 'sheet-1')).toMatchObject({ revision: 'rev-2' })
    await send(browser, { action: 'keep-followed' })
    expect((await listReading(reader)).size).toBe(0)
  })

  it('of what is followed stays when one no longer wants it of the rest', async () => {
    const { browser, reader } = await follower()
    await send(browser, { action: 'keep-all' })
    await noteRead(reader, 'sheet-2', 'rev-1')
    await send(browser, { action: 'keep-followed' })
    expect([...(await listReading(reader)).keys()]).toEqual(['sheet-1'])
  })

  it('of an edition that never was is nothing', async () => {
    const { browser, reader } = await follower()
    await send(browser, { action: 'seen', edition: '9' })
    expect(await lastRead(reader, 'sheet-1')).toMatchObject({ revision: 'rev-1' })
    expect((await ask(browser, '../secret')).body).toBeNull()
  })
})

describe('somebody else', () => {
  it('neither learns nor changes what another read, whatever they send', async () => {
    const victim = await follower()
    const other = await someone(scene)
    await send(other.browser, { action: 'seen', edition: '3' })
    await send(other.browser, { action: 'keep-all' })
    await send(other.browser, { action: 'keep-followed' })
    expect((await ask(other.browser)).body).toBeNull()
    expect(await lastRead(victim.reader, 'sheet-1')).toMatchObject({ revision: 'rev-1' })
  })

  it('who is nobody is told so, and sent to sign in from a form', async () => {
    const stranger = new AuthBrowser(SITE)
    expect((await ask(stranger)).status).toBe(401)
    expect((await send(stranger, { action: 'seen', edition: '2' })).status).toBe(401)
    expect(locationOf(await send(stranger, { action: 'mark-read', edition: '2' }))).toBe(`${SITE}/es/sign-in?callbackUrl=%2Fes%2Fmy`)
  })

  it.each<[number, Record<string, string>, string | undefined]>([
    [403, { action: 'seen' }, 'https://evil.example'],
    [400, { action: 'delete-everything' }, SITE],
    [400, { action: 'seen', edition: '-1' }, SITE],
    [400, { action: 'seen', sheet: 'drafts.sheet-1' }, SITE],
    [413, { action: 'seen', callbackUrl: 'x'.repeat(20_000) }, SITE],
  ])('is answered with %i for a form that is not as it must be', async (status, fields, origin) => {
    const { browser, reader } = await follower()
    const answer = await send(browser, fields, origin)
    expect(answer.status).toBe(status)
    expect(await lastRead(reader, 'sheet-1')).toMatchObject({ revision: 'rev-1' })
  })
})
