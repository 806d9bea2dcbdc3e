import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { HostLimit } from '#lib/auth/host-limit.ts'
import { type NewReport, receiveReport, type ReportDesk } from '#app/api/reports/report-requests.ts'
import { writeReport } from '#app/api/reports/write-report.ts'
import { setAuthSettings } from '#lib/auth/settings.ts'
import type { FilledForm } from '#lib/render-record.ts'
import { installAuthSettings, SITE } from '#tests/support/auth-settings.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { observation } from '#tests/support/observations.ts'

const OBSERVATION = observation({ id: 'observation-one', indicator: 'coca-cultivation', place: 'peru' })
const PATH = '/es/indicators/coca-cultivation/peru/report/observation-one'

let lake: TestLake
let client: SanityClient
const sent: NewReport[] = []
const shown: { path: string; form: FilledForm }[] = []
let outcome: 'sent' | 'refused' | 'away'
let limit: HostLimit

const desk: ReportDesk = {
  findObservation: async (id) => (id === OBSERVATION.id ? OBSERVATION : null),
  async submit(report) {
    sent.push(report)
    return outcome
  },
  mayCome: (address) => limit.take(address),
  async renderForm(path, form) {
    shown.push({ path, form })
    return '<html>'
  },
}

beforeAll(async () => {
  installAuthSettings({}, { fetch: async () => new Response() } as never)
  lake = await startLake()
  client = lake.client('administrator')
})
afterAll(async () => {
  setAuthSettings(null)
  await lake.close()
})
beforeEach(() => {
  sent.length = 0
  shown.length = 0
  outcome = 'sent'
  limit = new HostLimit({ hostMax: 20, allMax: 500, withinMs: 3_600_000 })
})

function post(fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const body = new URLSearchParams({ observation: OBSERVATION.id, lang: 'es', problem: 'Wrong year.', ...fields })
  return receiveReport(new Request(`${SITE}/api/reports`, { method: 'POST', headers: { origin: SITE, ...headers }, body }), desk)
}

test('A report goes to the editors with nothing but what was typed, and leads to a page that says so', async () => {
  const answer = await post({ problem: '  Wrong year.\r\nSee page 2. ', evidence: 'https://example.org/report' })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(`${SITE}${PATH}/sent`)
  expect(sent).toEqual([
    { observation: OBSERVATION.id, problem: 'Wrong year.\nSee page 2.', evidence: 'https://example.org/report', language: 'es' },
  ])
})

for (const [why, fields, status, words] of [
  ['that says nothing', { problem: ' \n' }, 422, /Diga qué está mal/],
  ['that is too long', { problem: 'x'.repeat(1001) }, 422, /Es demasiado largo/],
  ['whose evidence is too long', { evidence: 'x'.repeat(501) }, 422, /Es demasiado largo/],
] as const) {
  test(`A report ${why} is not sent: the form comes back with what was typed, and says what to do`, async () => {
    const answer = await post(fields)
    expect(answer.status).toBe(status)
    expect(sent).toEqual([])
    expect(shown).toEqual([
      { path: PATH, form: { values: { problem: 'Wrong year.', evidence: '', ...fields }, problem: expect.stringMatching(words) } },
    ])
  })
}

test('A line break counts once, as the browser counts it', async () => {
  expect((await post({ problem: `${'x'.repeat(499)}\r\n${'y'.repeat(500)}` })).status).toBe(303)
})

test('Where the content can’t be written to, the form comes back and says so', async () => {
  outcome = 'away'
  expect((await post({})).status).toBe(503)
  outcome = 'refused'
  expect((await post({})).status).toBe(503)
  expect(shown.map(({ form }) => form.problem)).toEqual([
    expect.stringMatching(/dentro de unos minutos/),
    expect.stringMatching(/Contacto/),
  ])
  expect(shown.every(({ form }) => form.values['problem'] === 'Wrong year.')).toBe(true)
})

test('From one host come 20 reports an hour; another host is not held up', async () => {
  const from = (address: string) => post({}, { 'x-forwarded-for': address })
  for (let count = 0; count < 20; count += 1) expect((await from('2001:db8:1:2::1')).status).toBe(303)
  expect((await from('2001:db8:1:2:3::9')).status).toBe(429)
  expect(shown[0]?.form).toMatchObject({ values: { problem: 'Wrong year.' }, problem: expect.stringMatching(/más tarde/) })
  expect((await from('2001:db8:1:3::1')).status).toBe(303)
  expect((await from('192.0.2.7')).status).toBe(303)
})

test('An hour after the first, a host may report again', () => {
  const start = Date.now()
  for (let count = 0; count < 500; count += 1) expect(limit.take(`192.0.2.${count % 250}`, start)).toBe(true)
  expect(limit.take('198.51.100.1', start)).toBe(false)
  expect(limit.take('198.51.100.1', start + 3_600_001)).toBe(true)
})

test('What no page of ours sends is refused: another origin, another figure, no form, too many bytes', async () => {
  expect((await post({}, { origin: 'https://elsewhere.example' })).status).toBe(403)
  expect((await post({ observation: 'observation-two' })).status).toBe(400)
  expect((await post({ observation: '../x' })).status).toBe(400)
  expect((await post({ lang: 'xx' })).status).toBe(400)
  expect((await post({ problem: 'x'.repeat(20_000) })).status).toBe(413)
  const json = { method: 'POST', headers: { origin: SITE, 'content-type': 'application/json' }, body: '{}' }
  expect((await receiveReport(new Request(`${SITE}/api/reports`, json), desk)).status).toBe(415)
  expect([sent, shown]).toEqual([[], []])
})

test('In the lake a report is a draft that strangers can’t read; who may not write is refused', async () => {
  const report: NewReport = { observation: OBSERVATION.id, problem: 'Wrong year.', evidence: '', language: 'ar' }
  expect(await writeReport(lake.client('contributor'), report)).toBe('sent')
  expect(await writeReport(lake.client('viewer'), report)).toBe('refused')
  expect(await writeReport(lake.client(), report)).toBe('refused')
  const query = '*[_type == "figureReport"]{problem, language, isQuoted, "observation": observation._ref}'
  const raw = { perspective: 'raw' } as const
  expect(await client.fetch(query, {}, raw)).toEqual([
    { problem: 'Wrong year.', language: 'ar', isQuoted: false, observation: OBSERVATION.id },
  ])
  expect(await lake.client().fetch(query, {}, raw)).toEqual([])
})
