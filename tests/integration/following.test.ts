import { setTimeout } from 'node:timers/promises'
import type { SanityClient } from '@sanity/client'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { Outbox } from '#lib/alerts/outbox.ts'
import { mailServer } from '#lib/alerts/mail-server.ts'
import type { SendMail } from '#lib/alerts/outgoing-mail.ts'
import { switchMailsOf } from '#lib/alerts/delivery.ts'
import { readLinkToken } from '#lib/alerts/link-token.ts'
import { mailQueue } from '#lib/alerts/mail-queue.ts'
import { editionJob } from '#lib/jobs/edition-job.ts'
import { JobRunner } from '#lib/jobs/job-runner.ts'
import { setAuthSettings } from '#lib/auth/settings.ts'
import { installAuthSettings, SITE } from '#tests/support/auth-settings.ts'
import { type EditionLake, figure, sheet, span, startEditionLake } from '#tests/support/edition-lake.ts'
import { follower } from '#tests/support/followers.ts'
import { type MailReceiver, startMailReceiver } from '#tests/support/mail-receiver.ts'
import { LocalProvider } from '#tests/support/openid-provider.ts'
import { traits } from '#tests/support/sign-in-scene.ts'

const PERU_COCA = 'indicator-coca:country-peru'

let receiver: MailReceiver
let lake: EditionLake
let client: SanityClient

beforeAll(async () => {
  installAuthSettings({ SMTP_URL: 'smtp://mail.test', MAIL_FROM: 'Facts <facts@facts.example.org>' }, new LocalProvider(traits).outward)
  receiver = await startMailReceiver()
  lake = await startEditionLake({ openServer: () => mailServer(receiver.url, 'Facts <facts@facts.example.org>') })
  client = lake.client
})
afterAll(async () => {
  await lake.close()
  await receiver.close()
  setAuthSettings(null)
})
afterEach(async () => {
  // Nobody of one test is told of what another publishes.
  await lake.pool.query('delete from auth."user"')
  receiver.refused.clear()
})

let made = 0

/** Publishes a sheet of its own that shows `observation`. */
async function publishSheet(observation: string, more: object = {}): Promise<string> {
  made += 1
  const id = `sheet-following-${made}`
  await client.create({ ...sheet(id, span('An estimate of '), figure(observation)), ...more })
  await lake.reached()
  return id
}

const show = (id: string, observation: string) =>
  client
    .patch(id)
    .set({ sections: sheet(id, span('An estimate of '), figure(observation)).sections })
    .commit()

const mailsTo = (id: string) => receiver.mails.filter(({ to }) => [to].flat().some((one) => one?.text === `${id}@reader.test`))
const arrived = (id: string, count: number) => vi.waitFor(() => expect(mailsTo(id)).toHaveLength(count), { timeout: 10_000, interval: 20 })

async function itemsOf(id: string) {
  const { rows } = await lake.pool.query<{
    document_id: string
    kind: string
    due_at: Date | null
    mail_id: string | null
    subjects: string[] | null
  }>(
    'select n.document_id, n.kind, i.due_at, i.mail_id, i.subjects from alerts.item i join alerts.news n on n.id = i.news_id where i.user_id = $1 order by n.sequence',
    [id],
  )
  return rows
}

test('A changed figure is mailed once, with old and new in the subject, in text and HTML, with one click to stop, and nothing that is loaded', async () => {
  const id = await publishSheet('observation-old')
  const who = await follower(lake.pool, [{ kind: 'figure', key: PERU_COCA }])
  await show(id, 'observation-new')
  await lake.reached()
  await arrived(who, 1)
  const [mail] = mailsTo(who)
  expect(mail?.subject).toBe('Peru, Coca cultivation: 46,500 → 42,900 ha (2014)')
  expect(mail?.text).toContain('* Peru, Coca cultivation: 46,500 → 42,900 ha (2014)\n  Correction: Counted twice.')
  expect(mail?.text).toContain(`${SITE}/fact-sheets/${id}/compare/1/2`)
  expect(mail?.html).toContain('<strong>Peru, Coca cultivation: 46,500 → 42,900 ha (2014)</strong>')
  expect(mail?.html).not.toMatch(/<img|<link|<script|url\(/)
  // Long lines of a header are folded.
  const header = (name: string) => mail?.headerLines.find(({ key }) => key === name)?.line.replaceAll(/\r?\n\s+/g, ' ')
  const [, token = ''] =
    /^List-Unsubscribe: <https:\/\/facts\.example\.org\/api\/unsubscribe\/(.*)>$/.exec(header('list-unsubscribe') ?? '') ?? []
  const mailId = readLinkToken('stop', token)
  expect(mail?.messageId).toBe(`<${mailId}@facts.example.org>`)
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  // What is kept has none of its secrets.
  const { rows } = await lake.pool.query<{ text: string; state: string }>('select text, html, state from alerts.mail where id = $1', [
    mailId,
  ])
  expect(JSON.stringify(rows)).not.toContain(token)
  await vi.waitFor(async () => expect(await mailQueue()).toMatchObject({ waiting: 0, sending: 0 }))
  // Another look, on another instance too, finds nothing more to do.
  const other = await lake.startJobs()
  await other.reach()
  await lake.jobs.reach()
  await other.close()
  expect(mailsTo(who)).toHaveLength(1)
})

test('Mails are in the language of whoever gets them, with its words for figures', async () => {
  const id = await publishSheet('observation-old')
  const [spanish, arabic] = [
    await follower(lake.pool, [{ kind: 'sheet', key: id, language: 'es' }], { language: 'es' }),
    await follower(lake.pool, [{ kind: 'sheet', key: id, language: 'ar' }], { language: 'ar' }),
  ]
  await show(id, 'observation-new')
  await lake.reached()
  await arrived(spanish, 1)
  await arrived(arabic, 1)
  expect(mailsTo(spanish)[0]?.subject).toBe('Peru, Coca cultivation: 46.500 → 42.900 ha (2014)')
  expect(mailsTo(spanish)[0]?.text).toContain('Esto cambió en lo que usted sigue:')
  expect(mailsTo(arabic)[0]?.subject).toContain('46,500 ← 42,900')
  expect(mailsTo(arabic)[0]?.html).toContain('<html lang="ar" dir="rtl">')
})

test('A change that sheets of several languages show is told once to whoever follows the figure', async () => {
  const [english, spanish] = [await publishSheet('observation-old'), await publishSheet('observation-old', { language: 'es' })]
  const who = await follower(lake.pool, [{ kind: 'figure', key: PERU_COCA }])
  await show(english, 'observation-new')
  await show(spanish, 'observation-new')
  await lake.reached()
  expect((await itemsOf(who)).map(({ document_id }) => document_id)).toEqual([english])
})

test('Of one edition somebody is told once, by whichever of the things that they follow, and of all of it if one asks for that', async () => {
  const id = await publishSheet('observation-old')
  const follows = [
    { kind: 'figure', key: PERU_COCA },
    { kind: 'place', key: 'country-peru' },
    { kind: 'sheet', key: id },
    { kind: 'search', key: 'en?q=estimate' },
  ] as const
  const who = await follower(lake.pool, follows)
  const onlyFigure = await follower(lake.pool, [follows[0]])
  await show(id, 'observation-new')
  await lake.reached()
  expect(await itemsOf(who)).toMatchObject([{ document_id: id, subjects: null }])
  expect(await itemsOf(onlyFigure)).toMatchObject([{ document_id: id, subjects: [PERU_COCA] }])
  await arrived(who, 1)
})

test('A place, and a search, tell of new sheets that they find, and not of others', async () => {
  const who = await follower(lake.pool, [{ kind: 'search', key: 'en?q=quixotic+windmills' }])
  const place = await follower(lake.pool, [{ kind: 'place', key: 'country-peru' }])
  await publishSheet('observation-old')
  const found = `sheet-windmills-${made}`
  await client.create({ ...sheet(found, span('Quixotic windmill of La Mancha')) })
  await lake.reached()
  expect(await itemsOf(who)).toMatchObject([{ document_id: found, kind: 'first' }])
  expect(await itemsOf(place)).toHaveLength(2)
})

test('Rewording is told to those who want everything, a sentence more to those who want substance, neither to those who want figures', async () => {
  const id = await publishSheet('observation-old')
  const [all, substance, figures] = await Promise.all(
    ([1, 2, 3] as const).map((weightMin) => follower(lake.pool, [{ kind: 'sheet', key: id, weightMin }], { isOn: false })),
  )
  const say = (...words: Parameters<typeof sheet>[1][]) =>
    client
      .patch(id)
      .set({ sections: sheet(id, ...words).sections })
      .commit()
  await say(span('Some estimate of '), figure('observation-old'))
  await lake.reached()
  await say(span('Some estimate of '), figure('observation-old'), span('. It is another matter altogether.'))
  await lake.reached()
  await show(id, 'observation-new')
  await lake.reached()
  const counts = await Promise.all([all, substance, figures].map(async (who) => (await itemsOf(who ?? '')).length))
  expect(counts).toEqual([3, 2, 1])
})

test('What comes within ten minutes of a mail goes together in the next one', async () => {
  const [one, other] = [await publishSheet('observation-old'), await publishSheet('observation-old')]
  const who = await follower(lake.pool, [
    { kind: 'sheet', key: one },
    { kind: 'sheet', key: other },
  ])
  await show(one, 'observation-new')
  await lake.reached()
  await arrived(who, 1)
  await show(other, 'observation-new')
  await show(one, 'observation-old')
  await lake.reached()
  await lake.jobs.reach()
  expect(mailsTo(who)).toHaveLength(1)
  await lake.pool.query(`update alerts.delivery set last_mail_at = now() - interval '10 minutes' where user_id = $1`, [who])
  await vi.waitFor(async () => {
    await lake.jobs.reach()
    expect(mailsTo(who)).toHaveLength(2)
  })
  expect(mailsTo(who)[1]?.subject).toMatch(/, and one more change$/)
})

test('A withdrawn sheet is told of; what was told of a removed one is forgotten', async () => {
  const id = await publishSheet('observation-old')
  const who = await follower(lake.pool, [{ kind: 'sheet', key: id }])
  await show(id, 'observation-new')
  await lake.reached()
  await client.delete(id)
  await lake.reached()
  expect((await itemsOf(who)).map(({ kind }) => kind)).toEqual(['edition', 'withdrawn'])
  await client.create({ _type: 'withdrawal', sheet: id, kind: 'remove', reason: 'A court said so' })
  await lake.reached()
  expect((await itemsOf(who)).map(({ kind }) => kind)).toEqual(['withdrawn'])
})

test('An address that the mail server refuses for good gets no more mails, and its person sees why; a refusal for now is tried again', async () => {
  const id = await publishSheet('observation-old')
  const [gone, busy] = [await follower(lake.pool, [{ kind: 'sheet', key: id }]), await follower(lake.pool, [{ kind: 'sheet', key: id }])]
  receiver.refused.set(`${gone}@reader.test`, 550).set(`${busy}@reader.test`, 451)
  await show(id, 'observation-new')
  await lake.reached()
  const stateOf = async (who: string) => {
    const { rows } = await lake.pool.query<{ state: string; attempts: number; failure: string; refused_at: Date | null; due_at: Date }>(
      'select m.*, d.refused_at from alerts.mail m join alerts.delivery d using (user_id) where user_id = $1',
      [who],
    )
    return rows[0]
  }
  await vi.waitFor(async () =>
    expect(await stateOf(gone)).toMatchObject({ state: 'failed', attempts: 1, refused_at: expect.any(Date) as Date }),
  )
  expect((await stateOf(gone))?.failure).toContain('is not known here')
  await vi.waitFor(async () => expect(await stateOf(busy)).toMatchObject({ state: 'waiting', attempts: 1, refused_at: null }))
  expect(((await stateOf(busy))?.due_at.getTime() ?? 0) - Date.now()).toBeGreaterThan(30_000)
  expect(await mailQueue()).toMatchObject({ retrying: 1, failed: 1 })
  await show(id, 'observation-old')
  await lake.reached()
  expect((await itemsOf(gone)).at(-1)?.due_at).toBeNull()
  receiver.refused.clear()
  await lake.pool.query('update alerts.mail set due_at = now() where user_id = $1', [busy])
  await lake.jobs.reach()
  await arrived(busy, 1)
})

/** A mail in the outbox for each of `count` people, about one edition, while no job runs. */
async function fillOutbox(count: number): Promise<void> {
  const id = await publishSheet('observation-old')
  await show(id, 'observation-new')
  await lake.reached()
  await lake.jobs.close()
  await lake.pool.query(
    `with who as (insert into auth."user" (id, name) select 'box-' || n, 'Box' from generate_series(1, $1::integer) n returning id)
     insert into alerts.delivery (user_id, address, confirmed_at, is_proved) select id, id || '@reader.test', now(), true from who`,
    [count],
  )
  await lake.pool.query(
    `with mail as (insert into alerts.mail (user_id, kind, address, language) select user_id, 'news', address, 'en' from alerts.delivery returning id, user_id)
     insert into alerts.item (user_id, news_id, pace, mail_id)
     select user_id, (select id from alerts.news where document_id = $1 and number = 2), 'now', id from mail`,
    [id],
  )
}

const open = new AbortController().signal

test('Three instances send each mail once', async () => {
  await fillOutbox(130)
  const sent: string[] = []
  const send: SendMail = async ({ messageId }) => {
    await setTimeout(1)
    sent.push(messageId)
  }
  await Promise.all([1, 2, 3].map(() => new Outbox(lake.pool, send, open).empty()))
  lake.jobs = await lake.startJobs()
  expect(new Set(sent).size).toBe(130)
  expect(sent).toHaveLength(130)
})

test('A mail that a process was sending when it ended is sent by another, once its time is over, under the same Message-ID', async () => {
  await fillOutbox(1)
  const attempts: string[] = []
  let reached = (): void => {}
  const begun = new Promise<void>((resolve) => {
    reached = resolve
  })
  // This one never comes back.
  void new Outbox(
    lake.pool,
    ({ messageId }) => {
      attempts.push(messageId)
      reached()
      return new Promise(() => {})
    },
    open,
  ).empty()
  await begun
  const send: SendMail = async ({ messageId }) => void attempts.push(messageId)
  await new Outbox(lake.pool, send, open).empty()
  expect(attempts).toHaveLength(1)
  await lake.pool.query(`update alerts.mail set due_at = now() where state = 'sending'`)
  await new Outbox(lake.pool, send, open).empty()
  await new Outbox(lake.pool, send, open).empty()
  lake.jobs = await lake.startJobs()
  expect(attempts).toHaveLength(2)
  expect(new Set(attempts).size).toBe(1)
})

test('Who stops their mails gets none of those that wait, and is told of later changes on their page alone', async () => {
  await fillOutbox(2)
  const { rows } = await lake.pool.query<{ id: string; user_id: string }>('select id, user_id from alerts.mail order by user_id')
  expect(await switchMailsOf(rows[0]?.id ?? '', false)).toBe(true)
  const sent: string[] = []
  await new Outbox(lake.pool, async ({ to }) => void sent.push(to), open).empty()
  lake.jobs = await lake.startJobs()
  expect(sent).toEqual([`${rows[1]?.user_id}@reader.test`])
  const { rows: states } = await lake.pool.query<{ state: string }>('select state from alerts.mail order by user_id')
  expect(states.map(({ state }) => state)).toEqual(['cancelled', 'sent'])
})

test('A process that ends between an edition and its news leaves nothing out and nothing twice', async () => {
  const id = await publishSheet('observation-old')
  const who = await follower(lake.pool, [{ kind: 'sheet', key: id }])
  await lake.jobs.close()
  await show(id, 'observation-new')
  // The editions are made, and the process ends before anybody is told.
  const without = new JobRunner(lake.pool, lake.dataset, editionJob(lake.signer), open)
  await without.catchUp()
  expect(await itemsOf(who)).toEqual([])
  const [one, other] = await Promise.all([lake.startJobs(), lake.startJobs()])
  lake.jobs = one
  await lake.reached()
  await other.close()
  expect(await itemsOf(who)).toHaveLength(1)
  await arrived(who, 1)
})
