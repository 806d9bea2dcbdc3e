import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { LiveEvent, SanityClient } from '@sanity/client'
import type { Lake } from '#lib/content-lake/settings.ts'
import { installEnvironment, parseEnvironment } from '#lib/env.ts'
import { hostedLake, type LiveEvents } from '#lib/server/hosted-lake.ts'
import { takeHostedAddresses } from '#tests/support/hosted-addresses.ts'
import { startListeningLake, type ListeningLake } from '#tests/support/lake-server.ts'
import { serveSiteOn } from '#tests/support/site-on-lake.ts'

// The site's own code for content on hosted Sanity, at the addresses of hosted Sanity, which the lake answers here. Hosted Sanity itself was not tried.

let lake: ListeningLake
let addresses: Awaited<ReturnType<typeof takeHostedAddresses>>
let client: SanityClient
/** What the lake was asked, as `<project> <who> <path>`. */
const asked: string[] = []

beforeAll(async () => {
  lake = await startListeningLake()
  addresses = await takeHostedAddresses(lake)
  installEnvironment(parseEnvironment({ SANITY_PROJECT_ID: 'local', SANITY_API_TOKEN: 'viewer-token' }))
  ;({ client } = await import('#sanity/client.ts'))
  const handle = lake.lake.handle.bind(lake.lake)
  vi.spyOn(lake.lake, 'handle').mockImplementation((request) => {
    const { headers, url } = request
    asked.push(`${headers.get('x-sanity-project-id')} ${headers.get('authorization')} ${new URL(url).pathname}`)
    return handle(request)
  })
})

afterAll(async () => {
  addresses.close()
  await lake.close()
})

test('The site’s client asks the project’s own address, with the token, and nobody else', async () => {
  await lake.client('editor').createOrReplace({ _id: 'drafts.sheet', _type: 'factSheet', title: 'A draft' })
  await lake.client('editor').createOrReplace({ _id: 'sheet', _type: 'factSheet', title: 'Published' })
  asked.length = 0
  expect(await client.fetch('*[_id == "sheet"][0].title')).toBe('Published')
  expect(await client.fetch('*[_id == "sheet"][0].title', {}, { perspective: 'drafts' })).toBe('A draft')
  expect(asked).toEqual(Array.from({ length: 2 }, () => 'local Bearer viewer-token /lake/v2026-09-01/data/query/production'))
  expect(client.getUrl('/')).toBe('https://local.api.sanity.io/v2026-09-01/')
  expect(addresses.refused).toEqual([])
})

test('Pictures are shown from the host of Sanity’s pictures', async () => {
  const { toPicture } = await import('#sanity/picture.ts')
  expect(toPicture({ asset: { _ref: 'image-abc123-240x200-svg' } })?.src).toBe(
    'https://cdn.sanity.io/images/local/production/abc123-240x200.svg',
  )
})

test('What is published there is on the site’s next answer, and an answer is kept until then', async () => {
  await lake.client('editor').createOrReplace({ _id: 'kept', _type: 'factSheet', title: 'first' })
  const content = hostedLake({ projectId: 'local', dataset: 'production', events: () => client.live.events() })
  const site = await serveSiteOn({ lake: content, client: () => client }, 'production')
  onTestFinished(async () => {
    await site.close()
    await content.close()
  })
  await vi.waitFor(() => expect(content.isCurrent()).toBe(true))
  expect(await site.read('kept')).toBe('first')
  expect(await site.read('kept')).toBe('first')
  expect(site.renders()).toBe(1)
  await lake.client('editor').patch('kept').set({ title: 'second' }).commit()
  await vi.waitFor(async () => expect(await site.read('kept')).toBe('second'))
  const { length } = asked
  expect(await site.read('kept')).toBe('second')
  expect(asked).toHaveLength(length)
})

type Observer = Parameters<LiveEvents['subscribe']>[0]

/** A lake for a project whose events the test makes. */
function listening() {
  /** Who listens, one for each time that the events were asked for. */
  const observers: Observer[] = []
  const subscribe = (observer: Observer) => {
    observers.push(observer)
    return { unsubscribe: () => undefined }
  }
  const content: Lake = hostedLake({ projectId: 'abc123', dataset: 'production', events: () => ({ subscribe }), retryMs: 1, retryMsMax: 4 })
  const told: string[] = []
  content.onChange(
    async ({ publishedTags, sequence }) => void told.push(`${publishedTags.join()} ${sequence === content.newest('production')}`),
  )
  content.onGap(async (dataset) => void told.push(`gap in ${dataset}`))
  onTestFinished(() => content.close())
  const say = (event: LiveEvent): void => observers.at(-1)?.next(event)
  return { content, told, observers, say, settled: () => vi.waitFor(() => expect(content.isCurrent()).toBe(true)) }
}

const welcome: LiveEvent = { type: 'welcome' }

test('Until the events are heard, nothing that was kept counts; what came while they were not heard goes whole', async () => {
  const { content, told, say, settled } = listening()
  expect(content.isCurrent()).toBe(false)
  say(welcome)
  await settled()
  say({ type: 'message', id: '2', tags: ['s1:a'] })
  await vi.waitFor(() => expect(told).toEqual(['s1:a true']))
  say({ type: 'reconnect' })
  expect(content.isCurrent()).toBe(false)
  say(welcome)
  await settled()
  expect(told).toEqual(['s1:a true', 'gap in production'])
  say({ type: 'restart', id: '3' })
  await vi.waitFor(() => expect(told).toEqual(['s1:a true', 'gap in production', 'gap in production']))
})

test.each([
  ['errs', (stream: Observer) => stream.error(new Error('No route'))],
  ['ends', (stream: Observer) => stream.complete()],
  ['is sent away', (stream: Observer) => stream.next({ type: 'goaway', id: '4', reason: 'Too many' })],
])('A stream of events that %s is opened anew, again and again', async (_, end) => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { content, observers, say, settled } = listening()
  say(welcome)
  await settled()
  for (const attempt of [1, 2, 3]) {
    const stream = observers.at(-1)
    if (stream) end(stream)
    expect(content.isCurrent()).toBe(false)
    await vi.waitFor(() => expect(observers).toHaveLength(attempt + 1))
  }
  say(welcome)
  await settled()
  expect(complaint).toHaveBeenCalledTimes(3)
})

test('A welcome that waited for a slow page does not outlive its connection', async () => {
  const { content, say, settled } = listening()
  say(welcome)
  await settled()
  let proceed: () => void = () => undefined
  const slow = new Promise<void>((resolve) => (proceed = resolve))
  const stop = content.onGap(() => slow)
  say({ type: 'reconnect' })
  say(welcome)
  say({ type: 'reconnect' })
  proceed()
  stop()
  await content.close()
  expect(content.isCurrent()).toBe(false)
})

test('The lake’s own addresses on such a site say where the content is', async () => {
  const { content } = listening()
  const answer = await content.handle(new Request('http://localhost/lake/v1/ping'))
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ statusCode: 404, message: expect.stringContaining('https://abc123.api.sanity.io') })
})

test('The Studio is made for the project: no lake, and sign-in with Sanity', async () => {
  const { createStudioConfig } = await import('#sanity/studio/config.ts')
  const studio = createStudioConfig('http://localhost:3000', { projectId: 'abc123', dataset: 'staging' })
  expect(studio).toMatchObject({ projectId: 'abc123', dataset: 'staging', basePath: '/studio' })
  for (const own of ['apiHost', 'unstable_clientFactory', 'auth', 'search']) expect(studio).not.toHaveProperty(own)
})
