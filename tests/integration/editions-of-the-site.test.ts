import { rm } from 'node:fs/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { pageParts } from '#tests/corpus/page-parts.ts'
import { signInByDatabase } from '#tests/support/people.ts'
import { processesNaming } from '#tests/support/running.ts'
import { makeDataDirectory, type Site, startSite } from '#tests/support/site.ts'
import { editorsClient } from '../durability/writers.ts'

// The built site, in processes of its own.

const SHEET = 'fact-sheet-peru'
let directory: string
let site: Site
let session: string

beforeAll(async () => {
  directory = await makeDataDirectory()
  site = await startSite({ dataDirectory: directory })
  session = (await signInByDatabase(site.databaseUrl(), site.origin, 'Editor', ['editor'])).cookie.value
}, 180_000)

afterAll(async () => {
  await site.stop()
  await rm(directory, { recursive: true, force: true })
})

async function rowsOf<Row>(text: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: site.databaseUrl() })
  await client.connect()
  try {
    return (await client.query(text)).rows as Row[]
  } finally {
    await client.end()
  }
}

const editions = () =>
  rowsOf<{ number: number; transaction_id: string }>(
    `select number, transaction_id from publishing.edition where document_id = '${SHEET}' order by number`,
  )

const page = async (path: string) => {
  const answer = await fetch(site.origin + path, { headers: { accept: 'text/html' } })
  return { status: answer.status, text: await answer.text() }
}

test('An edition’s page says, word for word, what the page of the sheet says', async () => {
  for (const [path, figure] of [
    ['/fact-sheets/peru', '46,500 hectares (ha)'],
    ['/ar/fact-sheets/peru', '46,500 هكتار (ha)'],
  ] as const) {
    const [sheet, edition] = [await page(path), await page(`${path}/editions/1`)]
    expect(JSON.stringify(pageParts(sheet.text))).toContain(figure)
    expect(pageParts(edition.text)).toEqual(pageParts(sheet.text))
    expect(edition.text).toContain('219177.htm')
  }
})

test('A site that is killed between publication and edition has the edition after its start, once, and its pages agree', async () => {
  expect(await editions()).toHaveLength(1)
  // Whoever holds the job's row keeps the edition from being made: so the kill certainly falls in between.
  const holder = new Client({ connectionString: site.databaseUrl() })
  holder.on('error', () => {})
  await holder.connect()
  await holder.query('begin')
  await holder.query(`select * from jobs.cursor where job = 'editions' for update`)
  const client = editorsClient(site, session)
  const summary = 'A summary that is published just before the site is killed by the test of it.'
  await client.patch(SHEET).set({ summary }).commit({ transactionId: 'before-the-kill' })
  expect(await editions()).toHaveLength(1)
  expect((await page('/fact-sheets/peru')).text).not.toContain('<dt>Edition</dt>')
  process.kill(site.pid, 'SIGKILL')
  await site.stop()
  await vi.waitFor(() => expect(processesNaming(directory)).toEqual([]), { timeout: 20_000, interval: 20 })

  site = await startSite({ dataDirectory: directory })
  await vi.waitFor(async () => expect((await editions()).length).toBeGreaterThan(1), { timeout: 30_000, interval: 100 })
  expect((await editions()).map(({ number, transaction_id }) => [number, transaction_id]).slice(1)).toEqual([[2, 'before-the-kill']])
  expect((await page('/fact-sheets/peru')).text).toMatch(/<dt>Edition<\/dt><dd>2 /)
  expect((await page('/fact-sheets/peru/editions/1')).text).toContain('superseded by edition 2')
  expect((await page('/fact-sheets/peru/editions/3')).status).toBe(404)
}, 180_000)

test('A sheet that moved is found from its earlier address, where none of another language stands in for it', async () => {
  const seen = async (path: string) => {
    const { status, headers } = await fetch(site.origin + path, { redirect: 'manual' })
    return [status, headers.get('location')]
  }
  expect(await seen('/ar/fact-sheets/haiti')).toEqual([200, null])
  const client = editorsClient(site, session)
  await client.patch(SHEET).set({ 'slug.current': 'peru-moved' }).commit()
  await client.patch('fact-sheet-haiti').set({ 'slug.current': 'haiti-moved' }).commit()
  for (const rest of ['', '/editions', '/editions/1.json', '.md', '/feed.atom', '/card.png'])
    expect([rest, ...(await seen(`/fact-sheets/peru${rest}`))]).toEqual([rest, 308, `/fact-sheets/peru-moved${rest}`])
  expect(await seen('/fact-sheets/peru-moved')).toEqual([200, null])
  expect(await seen('/es/fact-sheets/peru')).toEqual([200, null])
  expect(await seen('/ar/fact-sheets/haiti')).toEqual([308, '/ar/fact-sheets/haiti-moved'])
  expect(await seen('/fact-sheets/atlantis')).toEqual([404, null])
})
