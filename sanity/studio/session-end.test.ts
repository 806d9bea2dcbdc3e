import { expect, test, vi } from 'vitest'
import { createPatientFetch } from './session-end.ts'

const ORIGIN = 'https://facts.example.org'
const addressOf = (input: RequestInfo | URL): string => (input instanceof Request ? input.url : input.toString())
const MUTATE = `${ORIGIN}/lake/v2025-02-19/data/mutate/production`

/** A lake at which `editor` is signed in; null for nobody. Waiting for the editor does what the tests say. */
function setUp(editor: string | null = 'edith') {
  const state = { editor, asked: 0, closed: 0, wrong: 0, sent: [] as string[], onWait: () => {} }
  const fetch = vi.fn<typeof globalThis.fetch>(async (input, init) => {
    const url = addressOf(input)
    if (state.editor === null && url.includes('/lake/')) return new Response(null, { status: 401 })
    if (url.endsWith('/users/me')) return Response.json({ id: state.editor })
    state.sent.push(`${state.editor} ${await new Request(input, init).text()}`)
    return new Response('done')
  })
  const patient = createPatientFetch({
    origin: ORIGIN,
    fetch,
    signInAgain: {
      ask() {
        state.asked += 1
        return { wrongPerson: () => void (state.wrong += 1), close: () => void (state.closed += 1) }
      },
      wait: async () => state.onWait(),
    },
  })
  return { state, patient, fetch }
}

/** Opens a stream, as the Studio does first of all. */
const listen = (patient: typeof globalThis.fetch) => patient(`${ORIGIN}/lake/v2025-02-19/data/listen/production`)

test('What is written after the session ended waits for the same editor, and is written then, once', async () => {
  const { state, patient } = setUp()
  await listen(patient)
  state.sent = []
  state.editor = null
  const turns = [null, null, 'edith']
  state.onWait = () => void (state.editor = turns.shift() ?? 'edith')
  const [first, second] = await Promise.all([
    patient(MUTATE, { method: 'POST', body: 'one' }),
    patient(new Request(MUTATE, { method: 'POST', body: 'two' })),
  ])
  expect([first.status, second.status]).toEqual([200, 200])
  expect(state.sent.toSorted()).toEqual(['edith one', 'edith two'])
  expect([state.asked, state.closed]).toEqual([1, 1])
})

test('It is never written as somebody else', async () => {
  const { state, patient } = setUp()
  await listen(patient)
  state.sent = []
  state.editor = null
  const turns = ['edgar', 'edgar', 'edith']
  state.onWait = () => void (state.editor = turns.shift() ?? 'edith')
  await patient(MUTATE, { method: 'POST', body: 'one' })
  expect(state.sent).toEqual(['edith one'])
  expect(state.wrong).toBe(2)
})

test('A stream is asked for only when somebody is signed in', async () => {
  const { state, patient, fetch } = setUp(null)
  state.onWait = () => {
    expect(fetch.mock.calls.filter(([input]) => addressOf(input).includes('/listen/'))).toEqual([])
    state.editor = 'edith'
  }
  expect((await listen(patient)).status).toBe(200)
  expect(state.asked).toBe(1)
})

test('Who signs out in the Studio is not asked to sign in', async () => {
  const { state, patient } = setUp()
  await listen(patient)
  await patient(`${ORIGIN}/lake/v2025-02-19/auth/logout`, { method: 'POST' })
  state.editor = null
  expect((await patient(`${ORIGIN}/lake/v2025-02-19/users/me`)).status).toBe(401)
  expect((await patient(MUTATE, { method: 'POST', body: 'one' })).status).toBe(401)
  expect(state.asked).toBe(0)
})

test('Other hosts, and answers other than "nobody is signed in", are none of its business', async () => {
  const { state, patient, fetch } = setUp()
  fetch.mockResolvedValueOnce(new Response(null, { status: 401 }))
  expect((await patient('https://elsewhere.example/lake/x')).status).toBe(401)
  fetch.mockResolvedValueOnce(new Response(null, { status: 409 }))
  expect((await patient(MUTATE, { method: 'POST', body: 'x' })).status).toBe(409)
  expect(state.asked).toBe(0)
})
