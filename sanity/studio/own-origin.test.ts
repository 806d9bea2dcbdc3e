import { describe, expect, it } from 'vitest'
import { ownOriginFetch, ownOriginSocket } from './own-origin.ts'

describe('requests that name the project in the host', () => {
  const own = { origin: 'http://facts.test:3000', projectId: 'local' }
  const asked: { url: string; method: string | undefined }[] = []
  const fetch = ownOriginFetch(own, async (input, init) => {
    asked.push(input instanceof Request ? { url: input.url, method: input.method } : { url: String(input), method: init?.method })
    return new Response()
  })

  it('They go to our origin, with all that belongs to them', async () => {
    await fetch('http://local.facts.test:3000/lake/v1/users/me?tag=a', { method: 'PUT' })
    await fetch(new Request('http://local.facts.test:3000/lake/v1/ping', { method: 'DELETE' }))
    expect(asked.splice(0)).toEqual([
      { url: 'http://facts.test:3000/lake/v1/users/me?tag=a', method: 'PUT' },
      { url: 'http://facts.test:3000/lake/v1/ping', method: 'DELETE' },
    ])
  })

  it('All others stay as they are', async () => {
    const addresses = ['/lake/v1/ping', 'http://facts.test:3000/', 'http://other.facts.test:3000/', 'https://elsewhere.test/']
    for (const address of addresses) await fetch(address)
    expect(asked.splice(0).map(({ url }) => url)).toEqual(addresses)
  })

  it('Sockets go the same way', () => {
    class Recorded extends EventTarget {
      readonly url: string
      constructor(url: string | URL) {
        super()
        this.url = String(url)
      }
    }
    // As much of a WebSocket as is looked at.
    const Socket = ownOriginSocket(own, Recorded as unknown as typeof WebSocket)
    expect(new Socket('ws://local.facts.test:3000/lake/v1/socket/production?tag=a').url).toBe(
      'ws://facts.test:3000/lake/v1/socket/production?tag=a',
    )
    expect(new Socket('ws://facts.test:3000/lake/streams').url).toBe('ws://facts.test:3000/lake/streams')
  })
})
