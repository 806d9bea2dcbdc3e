import { expect, test } from 'vitest'
import { ChangeClock } from './change-clock.ts'
import { OwnPages, type OwnState } from './own-pages.ts'
import { makeNonce, type MarkedAnswer } from './pass-to-next.ts'

const ANNA: OwnState = { session: 'anna', state: '1' }

/** Pages of whoever `now` says, each made with the number of times that one was made before. */
function counted(more: Partial<MarkedAnswer> = {}) {
  const clock = new ChangeClock()
  const now: { own: OwnState | null; made: number; whileMade?: () => void } = { own: ANNA, made: 0 }
  const pages = new OwnPages(async () => now.own, clock)
  const ask = async (): Promise<MarkedAnswer> => {
    const nonce = makeNonce()
    now.made += 1
    now.whileMade?.()
    const body = Buffer.from(`<script nonce="${nonce}"></script>Página ${now.made}, صفحة`)
    return { status: 200, headers: { link: [`</a.css>; nonce="${nonce}"`], server: nonce }, body, nonce, isPassing: false, ...more }
  }
  return { now, clock, find: (path = '/my') => pages.find(path, 'cookie', ask) }
}

test('A page is made once while nothing changed, and sent with another nonce each time', async () => {
  const { find, now } = counted()
  const first = await find()
  const second = await find()
  expect(now.made).toBe(1)
  expect(second.nonce).not.toBe(first.nonce)
  expect(second.body.toString()).toBe(first.body.toString().replace(first.nonce, second.nonce))
  expect(second.headers).toEqual({ link: [`</a.css>; nonce="${second.nonce}"`], server: second.nonce })
})

test('It is made anew for another session, another path, another state of theirs, and after anything was published', async () => {
  const { find, now, clock } = counted()
  await find()
  await find('/es/my')
  expect(now.made).toBe(2)
  now.own = { session: 'bea', state: '1' }
  await find()
  expect(now.made).toBe(3)
  now.own = { ...ANNA, state: '2' }
  await find()
  await find()
  expect(now.made).toBe(4)
  clock.advance(['s1:any'])
  await find()
  expect(now.made).toBe(5)
})

test.each<[string, (now: { own: OwnState | null }, clock: ChangeClock) => void]>([
  ['of theirs', (now) => (now.own = { ...ANNA, state: '2' })],
  ['of what is published', (_, clock) => clock.advance(['s1:any'])],
])('A change %s while it is made is found the next time', async (_, change) => {
  const { find, now, clock } = counted()
  now.whileMade = () => change(now, clock)
  await find()
  delete now.whileMade
  await find()
  expect(now.made).toBe(2)
})

test.each<[string, Partial<MarkedAnswer>]>([
  ['a redirection', { status: 307 }],
  ['a failure', { status: 500 }],
  ['what is passing', { isPassing: true }],
  ['what sets a cookie', { headers: { 'set-cookie': ['a=b'] } }],
])('Nothing is held of %s', async (_, more) => {
  const { find, now } = counted(more)
  await find()
  await find()
  expect(now.made).toBe(2)
})

test('A stranger gets what Next answers, whatever is held', async () => {
  const { find, now } = counted()
  await find()
  now.own = null
  await find()
  await find()
  expect(now.made).toBe(3)
})

test('What was added while it was made and is taken away again is not held', async () => {
  const { find, now } = counted()
  now.whileMade = () => (now.own = { ...ANNA, state: '2' })
  await find()
  delete now.whileMade
  now.own = ANNA
  await find()
  expect(now.made).toBe(2)
})
