import type { LiveEvent, SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { Heard } from '#tests/support/listening.ts'

describe('live events', () => {
  let lake: TestLake
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('editor')
  })
  afterAll(() => lake.close())

  function follow(by: SanityClient, includeDrafts: boolean): Heard<LiveEvent> {
    const heard = new Heard<LiveEvent>(by.live.events({ includeDrafts }))
    onTestFinished(() => heard.stop())
    return heard
  }

  const tagsOf = async (query: string): Promise<string[]> => (await client.fetch(query, {}, { filterResponse: false })).syncTags ?? []
  const sharesTag = (tags: string[]) => (event: LiveEvent) => event.type === 'message' && event.tags.some((tag) => tags.includes(tag))

  it('A change of a published document tells everyone the tags of the answers it altered, when the caches have dropped them', async () => {
    await client.create({ _id: 'told', _type: 'thing', n: 1 })
    const heard = follow(lake.client(), false)
    await heard.first((event) => event.type === 'welcome')
    const tags = await tagsOf('*[_id == "told"][0]')
    let dropped = false
    const stop = lake.lake.onChange(async () => {
      await new Promise((resolve) => setImmediate(resolve))
      expect(heard.all.some(sharesTag(tags))).toBe(false)
      dropped = true
    })
    await client.patch('told').inc({ n: 1 }).commit()
    await heard.first(sharesTag(tags))
    stop()
    expect(dropped).toBe(true)
  })

  it('A change of a draft is told to those who asked for drafts and may see them, and to nobody else', async () => {
    const stranger = follow(lake.client(), false)
    const editor = follow(client, true)
    await stranger.first((event) => event.type === 'welcome')
    await editor.first((event) => event.type === 'welcome')
    await client.create({ _id: 'drafts.quiet', _type: 'quiet' })
    await editor.first((event) => event.type === 'message')
    await client.create({ _id: 'loud', _type: 'loud' })
    await stranger.first((event) => event.type === 'message')
    expect(stranger.all.filter((event) => event.type === 'message')).toHaveLength(1)
    expect((await lake.fetch('/v2025-02-19/data/live/events/production?includeDrafts=true')).status).toBe(401)
  })

  it('Whoever comes back hears what was missed; whoever names an event that never was is told to start anew', async () => {
    const listenFrom = async (id: string): Promise<string> => {
      const response = await lake.fetch('/v2025-02-19/data/live/events/production', { headers: { 'last-event-id': id } })
      let text = ''
      for await (const chunk of response.body ?? []) {
        text += new TextDecoder().decode(chunk)
        if (/event: (?:message|restart)[^]*\n\n/.test(text)) break
      }
      return text
    }
    const first = follow(lake.client(), false)
    await client.create({ _id: 'missed-1', _type: 'missed' })
    const heard = await first.first((event) => event.type === 'message')
    first.stop()
    const tags = await tagsOf('*[_id == "missed-2"]')
    await client.create({ _id: 'missed-2', _type: 'missed' })
    const text = await listenFrom(heard.type === 'message' ? heard.id : '')
    expect(text).toMatch(/event: welcome/)
    expect(tags.some((tag) => text.includes(tag))).toBe(true)
    expect(await listenFrom('999999999')).toMatch(/event: restart/)
  })
})
