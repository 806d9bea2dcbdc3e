import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { receiveAccountForm } from '#app/api/account/account-requests.ts'
import { receiveConfirmation } from '#app/api/delivery/confirm/confirm-requests.ts'
import { receiveDeliveryForm } from '#app/api/delivery/delivery-requests.ts'
import { receiveRecoveryForm } from '#app/api/recovery/recovery-requests.ts'
import { mailServer } from '#lib/alerts/mail-server.ts'
import { Outbox } from '#lib/alerts/outbox.ts'
import { listIdentities } from '#lib/auth/identities.ts'
import { type Reader, readerOf } from '#lib/auth/reader.ts'
import { grantRole } from '#lib/auth/roles.ts'
import { recoveries, sessions, users } from '#lib/auth/schema.ts'
import { database, databasePool } from '#lib/db/connection.ts'
import { ownRecovery } from '#lib/recovery/own-recovery.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import { type MailReceiver, startMailReceiver } from '#tests/support/mail-receiver.ts'
import type { Person } from '#tests/support/openid-provider.ts'
import { installMailSettings } from '#tests/support/mail-settings.ts'
import { stageSignIn, traits } from '#tests/support/sign-in-scene.ts'

const scene = stageSignIn()
let receiver: MailReceiver
beforeAll(async () => {
  receiver = await startMailReceiver()
})
afterAll(() => receiver.close())
beforeEach(() => installMailSettings({ SMTP_URL: receiver.url }))

const account = (action: string, browser = scene.browser) =>
  browser.post('/api/account', { action, callbackUrl: '/my/account' }, SITE, (request) => receiveAccountForm(request, async () => {}))

/** Sends a form of recovery; also what it left to be done afterwards. */
async function recovery(fields: Record<string, string>, browser = new AuthBrowser(SITE), origin: string | undefined = SITE) {
  const work: (() => Promise<void>)[] = []
  const answer = await browser.post('/api/recovery', { callbackUrl: '/es/sign-in/recover', ...fields }, origin, (request) =>
    receiveRecoveryForm(request, (one) => void work.push(one)),
  )
  for (const one of work) await one()
  return answer
}

async function reader(browser = scene.browser): Promise<Reader> {
  const found = await readerOf(browser.cookieHeader)
  if (!found) throw new Error('nobody is signed in')
  return found
}

/** Sends what is due, and gives the address of the link in the newest mail to `address`; null if there is none. */
async function linkTo(address: string, path: string): Promise<string | null> {
  const server = mailServer(receiver.url, 'facts@example.org')
  await new Outbox(databasePool(), server.send, new AbortController().signal).empty()
  server.close()
  const found = receiver.mails.findLast(({ to, text }) => JSON.stringify(to).includes(address) && text?.includes(path))
  return /https?:\/\/\S+\/([\w.-]+)\n/.exec(found?.text ?? '')?.[1] ?? null
}

/** Somebody whom a link to an address brings back. */
async function somebody(): Promise<{ readonly person: Person; readonly address: string; readonly known: Reader }> {
  const person: Person = { sub: randomUUID(), name: 'Paz', email: 'paz@example.org' }
  const address = `Paz.${randomUUID()}@example.org`
  await scene.signIn(person)
  await scene.browser.post('/api/delivery', { action: 'address', address, callbackUrl: '/my/mail' }, SITE, receiveDeliveryForm)
  const token = (await linkTo(address, '/my/mail/confirm')) ?? ''
  await scene.browser.post('/api/delivery/confirm', { token, callbackUrl: '/my/mail' }, SITE, receiveConfirmation)
  await scene.prove('confirm', person)
  expect(locationOf(await account('set-recovery'))).toBe(`${SITE}/my/account?said=recoverySet`)
  return { person, address, known: await reader() }
}

const ask = (address: string) => recovery({ action: 'ask', address })
const comeBack = (token: string, browser?: AuthBrowser, origin?: string) => recovery({ action: 'return', token }, browser, origin)

it('brings somebody back whose provider is gone, in their language, and lets them add another way in', async () => {
  const { address, known } = await somebody()
  const other = scene.browser
  expect(locationOf(await ask(address.toUpperCase()))).toBe(`${SITE}/es/sign-in/recover?said=sent`)
  const token = (await linkTo(address, '/es/sign-in/recover')) ?? ''
  scene.browser = new AuthBrowser(SITE)
  expect(locationOf(await comeBack(token, scene.browser))).toBe(`${SITE}/es/my/account/link`)
  expect(await reader()).toMatchObject({ id: known.id, provider: 'recovery', roles: [], confirmedAt: null })
  expect(await readerOf(other.cookieHeader), 'the sessions of before').toBeNull()
  const second: Person = { sub: randomUUID(), name: 'Paz', email: 'paz@example.org' }
  await scene.prove('link', second)
  expect((await listIdentities(await reader())).map(({ subject }) => subject)).toContain(second.sub)
  scene.browser = new AuthBrowser(SITE)
  await scene.signIn(second)
  expect((await reader()).id).toBe(known.id)
})

it('counts once, for half an hour, and the newest link alone', async () => {
  const { address, known } = await somebody()
  await ask(address)
  const first = (await linkTo(address, '/es/sign-in/recover')) ?? ''
  await ask(address)
  const second = (await linkTo(address, '/es/sign-in/recover')) ?? ''
  expect(second).not.toBe(first)
  const nobody = async (token: string) => {
    const browser = new AuthBrowser(SITE)
    expect(locationOf(await comeBack(token, browser))).toBe(`${SITE}/es/sign-in/recover/${encodeURIComponent(token)}`)
    expect(await readerOf(browser.cookieHeader)).toBeNull()
  }
  await nobody(first)
  await database()
    .update(recoveries)
    .set({ linkExpiresAt: new Date(Date.now() - 1000) })
    .where(eq(recoveries.userId, known.id))
  await nobody(second)
  await ask(address)
  const third = (await linkTo(address, '/es/sign-in/recover')) ?? ''
  expect((await Promise.all([comeBack(third), comeBack(third)])).map(locationOf).toSorted()).toEqual([
    `${SITE}/es/my/account/link`,
    `${SITE}/es/sign-in/recover/${encodeURIComponent(third)}`,
  ])
  await nobody(`${third.slice(0, -1)}${third.endsWith('A') ? 'B' : 'A'}`)
})

it('sends three links a day at most, and tells nobody whether there is an account', async () => {
  const { address } = await somebody()
  const before = receiver.mails.length
  const answers = [await ask('nobody@example.org')]
  for (let index = 0; index < 5; index += 1) answers.push(await ask(address))
  expect(new Set(answers.map(locationOf))).toEqual(new Set([`${SITE}/es/sign-in/recover?said=sent`]))
  for (const answer of answers) expect(answer.headers.get('cache-control')).toBe('private, no-store')
  await linkTo(address, '/')
  // Those that a newer one replaced before they went are not sent.
  expect(receiver.mails.length - before).toBeLessThanOrEqual(3)
  expect(locationOf(await ask('no address'))).toBe(`${SITE}/es/sign-in/recover?said=address&address=no+address`)
})

it('is set and removed only by whoever proved anew that it is them', async () => {
  const { known, person } = await somebody()
  scene.browser = new AuthBrowser(SITE)
  await scene.signIn(person)
  expect(locationOf(await account('remove-recovery'))).toContain('/my/account/confirm')
  expect(await ownRecovery(known)).toMatchObject({ kind: 'set' })
  await scene.prove('confirm', person)
  expect(locationOf(await account('remove-recovery'))).toBe(`${SITE}/my/account?said=recoveryRemoved`)
  expect(await ownRecovery(known)).toMatchObject({ kind: 'offer' })
})

it('brings nobody back who has a role, who is kept out, or who turned it off since', async () => {
  const editor = await somebody()
  await ask(editor.address)
  const token = (await linkTo(editor.address, '/es/sign-in/recover')) ?? ''
  await grantRole(traits.issuer, editor.person.sub, 'editor')
  expect(locationOf(await comeBack(token))).toContain('/es/sign-in/recover/')
  scene.begin()
  const suspended = await somebody()
  await ask(suspended.address)
  await database().update(users).set({ suspendedAt: new Date() }).where(eq(users.id, suspended.known.id))
  expect(locationOf(await comeBack((await linkTo(suspended.address, '/es/sign-in/recover')) ?? ''))).toContain('error=suspended')
  scene.begin()
  const other = await somebody()
  await ask(other.address)
  const open = (await linkTo(other.address, '/es/sign-in/recover')) ?? ''
  await account('remove-recovery')
  expect(locationOf(await comeBack(open))).toContain('/es/sign-in/recover/')
  const ids = [editor, suspended, other].map(({ known }) => known.id)
  expect(await database().$count(sessions, and(eq(sessions.provider, 'recovery'), inArray(sessions.userId, ids)))).toBe(0)
})

it('takes forms of its own pages alone, and says what is wrong with others', async () => {
  expect((await recovery({ action: 'ask', address: 'a@example.org' }, new AuthBrowser(SITE), 'https://evil.example')).status).toBe(403)
  expect((await recovery({ action: 'steal' })).status).toBe(400)
  expect(locationOf(await comeBack(''))).toBe(`${SITE}/es/sign-in/recover/-`)
})
