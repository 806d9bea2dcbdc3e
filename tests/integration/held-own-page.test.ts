import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { administratorClient } from '#tests/support/administrator-client.ts'
import { type CountedSite, startCountedSite } from '#tests/support/counted-site.ts'
import { type SignedIn, signInAgain, signInByDatabase } from '#tests/support/people.ts'

// The first page of one's own, which is held while nothing changed. Whether it was is told by the queries that it took.

const HELD_QUERIES = 4
const ISSUER = 'https://issuer.test'

let own: CountedSite
let person: SignedIn

beforeAll(async () => {
  own = await startCountedSite()
}, 240_000)
afterAll(() => own.stop())
beforeEach(async () => {
  person = await signInByDatabase(own.url, own.site.origin, 'Anahuarque')
})

async function ask(path = '/my', { cookie }: SignedIn = person) {
  const before = own.count()
  const answer = await fetch(own.site.origin + path, { redirect: 'manual', headers: { cookie: `${cookie.name}=${cookie.value}` } })
  const body = await answer.text()
  const policy = answer.headers.get('content-security-policy') ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
  return { status: answer.status, headers: answer.headers, body, nonce, isHeld: own.count() - before <= HELD_QUERIES }
}

/** Until it is held: beside the second of two requests the site's own work may go on. */
async function untilHeld(path = '/my') {
  for (;;) {
    const answer = await ask(path)
    if (answer.isHeld) return answer
  }
}

test('While nothing changes the same page comes again, under a policy with a nonce of its own each time', async () => {
  const first = await ask('/my?page=first')
  const [second, third] = [await untilHeld(), await untilHeld()]
  expect(second.body.replaceAll(second.nonce, '')).toBe(third.body.replaceAll(third.nonce, ''))
  expect(second.nonce).not.toBe(third.nonce)
  expect(third.body.split(`nonce="${third.nonce}"`).length).toBe(first.body.split(`nonce="${first.nonce}"`).length)
  expect(third.body).not.toContain(second.nonce)
  expect(third.headers.get('cache-control')).toBe('private, no-store')
  expect(third.headers.get('content-length')).toBe(String(Buffer.byteLength(third.body)))
})

const NEWS = '00000000-0000-4000-8000-000000000001'
const BLOCKS = `'[{"id":"a","kind":"saved","isFolded":false,"items":[]}]'`

test.each<[what: string, write: string, shows: string]>([
  ['their name', `update auth."user" set name = 'Bertolucci' where id = $1`, 'Bertolucci'],
  ['a follow', `insert into accounts.follow (user_id, kind, key) values ($1, 'sheet', 'fact-sheet-peru')`, '/fact-sheets/peru'],
  [
    'what they read',
    `insert into accounts.reading (user_id, document_id, revision) values ($1, 'fact-sheet-peru', 'gone')`,
    '/fact-sheets/peru',
  ],
  ['what is kept', `insert into accounts.reading_choice (user_id, keeps_all) values ($1, true)`, ''],
  [
    'a note',
    `insert into accounts.note (user_id, kind, anchor, exact, prefix, suffix, heading, language, citation, text)
     values ($1, 'passage', 'a', 'Huaynaputina', '', '', 'Peru', 'en', 'Cited.', '')`,
    'Huaynaputina',
  ],
  ['a page', `insert into accounts.page (user_id, name, position, blocks) values ($1, 'Sarasara', 0, ${BLOCKS})`, ''],
  ['how they are told', `insert into alerts.delivery (user_id, zone) values ($1, 'America/Lima')`, ''],
  ['a mail', `insert into alerts.mail (user_id, kind, address, language) values ($1, 'news', 'a@reader.test', 'en')`, ''],
  ['news', `insert into alerts.item (user_id, news_id, pace) values ($1, '${NEWS}', 'now')`, 'Coropuna'],
])('The page is made anew when %s changed', async (_, write, shows) => {
  await own.pool.query(
    `insert into alerts.news (id, kind, document_id, number, sequence, at, language, slug, heading, weight, figures, parts)
     values ($1, 'first', 'fact-sheet-made', 1, 1, now(), 'en', 'made', 'Coropuna', 3, '[]', '[]') on conflict do nothing`,
    [NEWS],
  )
  await untilHeld()
  await own.pool.query(write, [person.id])
  const anew = await ask()
  expect(anew.isHeld).toBe(false)
  expect(anew.body).toContain(shows)
  expect((await untilHeld()).body).toContain(shows)
})

test('A row that is taken away again leaves nothing of it', async () => {
  await own.pool.query(
    `insert into accounts.note (user_id, kind, anchor, exact, prefix, suffix, heading, language, citation, text)
     values ($1, 'passage', 'a', 'Huaynaputina', '', '', 'Peru', 'en', 'Cited.', '')`,
    [person.id],
  )
  expect((await untilHeld()).body).toContain('Huaynaputina')
  await own.pool.query('delete from accounts.note where user_id = $1', [person.id])
  expect((await ask()).body).not.toContain('Huaynaputina')
})

test('A page with a search that runs again is made anew each time', async () => {
  const blocks = JSON.stringify([{ id: 'a', kind: 'searches', isFolded: false, items: ['q=coca'] }])
  await own.pool.query(`insert into accounts.page (user_id, name, position, blocks) values ($1, 'Searches', 0, $2)`, [person.id, blocks])
  for (let turn = 0; turn < 5; turn += 1) expect((await ask()).isHeld).toBe(false)
})

test('What is published is on the page at once', async () => {
  await own.pool.query(`insert into accounts.follow (user_id, kind, key) values ($1, 'sheet', 'fact-sheet-colombia')`, [person.id])
  await own.pool.query(
    `insert into accounts.reading (user_id, document_id, revision)
     select $1, document_id, max(revision) from publishing.revision where document_id = 'fact-sheet-colombia' group by 2`,
    [person.id],
  )
  await untilHeld()
  const client = await administratorClient(own.site)
  const words = 'Said of Colombia while the page was held.'
  await client
    .patch('fact-sheet-colombia')
    .set({ 'sections[0].body[0].children[0].text': words })
    .commit({ visibility: 'sync', returnDocuments: false })
  expect((await ask()).body).toContain('held.')
})

test('Whoever is signed out, suspended or loses a role no longer gets it, at the next request', async () => {
  const editor = await signInByDatabase(own.url, own.site.origin, 'Editor', ['editor'])
  person = editor
  expect((await untilHeld()).body).toContain('/studio')
  await own.pool.query('delete from auth.role_grant where subject = $1', [editor.id])
  expect((await ask()).body).not.toContain('/studio')
  await own.pool.query('update auth."user" set suspended_at = now() where id = $1', [editor.id])
  expect((await ask()).status).toBe(307)
  await own.pool.query('update auth."user" set suspended_at = null where id = $1', [editor.id])
  await untilHeld()
  await own.pool.query('delete from auth.session where user_id = $1', [editor.id])
  expect((await ask()).status).toBe(307)
})

test('What is held for one session is not for another of the same person, nor under another address', async () => {
  await untilHeld()
  const again = await signInAgain(own.url, own.site.origin, { id: person.id, name: person.name, issuer: ISSUER })
  expect((await ask('/my', again)).isHeld).toBe(false)
  expect((await ask('/es/my')).isHeld).toBe(false)
  expect((await ask('/my?arrange=1')).isHeld).toBe(false)
})
