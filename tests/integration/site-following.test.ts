import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Change, Lake } from '#lib/content-lake/settings.ts'
import { noteStatus, noteTags } from '#lib/render-record.ts'
import { answerBy, closeServer, createHttpServer, listen } from '#lib/server/http-server.ts'
import { Site } from '#lib/server/site.ts'

// The server with stand-ins for Next and for what follows from changes.

const asked: string[] = []
let published = 'first'
let following: readonly string[] = []
let change: (change: Change) => Promise<void>
let news: (tags: readonly string[]) => Promise<void>
let directory: string
let server: Server
let site: Site
let origin: string

async function nextStandIn({ url: path = '' }: IncomingMessage, reply: ServerResponse) {
  if (path === '/api/expire-tags') return void reply.writeHead(204).end()
  asked.push(path)
  noteTags(['edition:sheet'])
  if (path === '/removed') noteStatus(410)
  if (path === '/verify/0') noteStatus(404)
  reply.writeHead(200, { 'Content-Type': 'text/html' })
  reply.end(`<html><head><title>x</title></head><body><main>${published}</main></body></html>`)
}

const lake: Lake = {
  handle: async () => new Response(),
  serveStreams: () => {},
  servePresence: () => {},
  onChange(listener) {
    change = listener
    return () => {}
  },
  mayOpenSocket: async () => false,
  forget: async () => {},
  join: async () => {},
  keptOf: async () => ({ pseudonyms: [], transactions: 0, settings: [] }),
  onGap: () => () => {},
  newest: () => 1,
  isCurrent: () => true,
  confirm: async () => true,
  close: async () => {},
}

const jobs = {
  reach: async () => following,
  onNews(listener: typeof news) {
    news = listener
  },
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chancery-files-'))
  server = createHttpServer()
  origin = `http://localhost:${await listen(server, 0, '127.0.0.1')}`
  const files = { builtDirectory: join(directory, 'built'), givenDirectory: join(directory, 'given') }
  site = await Site.open({
    origin,
    lake,
    dataset: 'local/production',
    jobs,
    handleByNext: nextStandIn,
    ...files,
    isIndexed: false,
    encodes: true,
  })
  answerBy(site, server)
})

afterAll(async () => {
  site.close()
  await closeServer(server, 100)
  await rm(directory, { recursive: true })
})

test('What follows from a change, and what was found to have followed, is shown like the change itself', async () => {
  const shown = async () => (await fetch(`${origin}/editions`)).text()
  expect(await shown()).toContain('first')
  published = 'second'
  following = ['edition:sheet']
  await change({ dataset: 'local/production', sequence: 1, transactionId: 't', publishedTags: ['s1:another'], draftTags: [] })
  expect(await shown()).toContain('second')
  published = 'third'
  await news(['edition:sheet'])
  expect(await shown()).toContain('third')
})

test('A page goes out with the status that it notes, stored by nobody else; one with 404 is not kept, since any address could have it', async () => {
  const ask = async (path: string) => {
    const { status, headers } = await fetch(origin + path)
    return `${status} ${headers.get('cache-control')}`
  }
  const twice = async (path: string) => [await ask(path), await ask(path)]
  expect(await twice('/removed')).toEqual(['410 private, no-store', '410 private, no-store'])
  expect(await twice('/verify/0')).toEqual(['404 private, no-store', '404 private, no-store'])
  expect(asked.filter((path) => path !== '/editions')).toEqual(['/removed', '/verify/0', '/verify/0'])
})
