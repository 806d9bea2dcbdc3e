import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startLake, type PersonName, type TestLake } from '#tests/support/lake.ts'
import { serveSockets, type SocketServer, type TestSocket } from '#tests/support/sockets.ts'

const path = '/lake/v2022-06-30/socket/production?tag=sanity.studio'

const place = (session: string, documentId = 'drafts.sheet'): object => ({
  data: { sessionId: session, locations: [{ type: 'document', documentId, path: ['title'], lastActiveAt: '2026-01-01T00:00:00Z' }] },
})

const turnedAway = async (socket: Promise<TestSocket>): Promise<number> => (await (await socket).closed()).code

describe('presence', () => {
  let lake: TestLake
  let sockets: SocketServer
  beforeAll(async () => {
    lake = await startLake()
    sockets = await serveSockets((socket, upgrade) => lake.lake.servePresence(socket, upgrade))
  })
  afterAll(async () => {
    await sockets.close()
    await lake.close()
  })

  let calls = 0
  async function call(socket: TestSocket, method: string, params: object = {}): Promise<unknown> {
    const id = `call-${++calls}`
    socket.send({ jsonrpc: '2.0', id, method, params: { ...params, apiVersion: 'v1' } })
    const answer = await socket.take((message) => message.id === id)
    return answer.error ?? answer.result
  }
  async function enter(
    name: PersonName,
  ): Promise<{ socket: TestSocket; subscription: unknown; event: (type: string) => Promise<unknown> }> {
    const socket = await sockets.connect(path, name)
    const subscription = await call(socket, 'presence_subscribe')
    const event = async (type: string): Promise<unknown> => {
      const pushed = await socket.take(
        (message) => message.method === 'presence_subscription' && JSON.stringify(message.params).includes(`"type":"${type}"`),
      )
      expect(pushed.params).toMatchObject({ subscription })
      return pushed.params
    }
    return { socket, subscription, event }
  }
  it('Two people in a document see where the other is, by the id of their session and not by what they say', async () => {
    const editor = await enter('editor')
    const colleague = await enter('colleague')
    expect(editor.subscription).toEqual(expect.any(String))
    expect(await call(colleague.socket, 'presence_announce', place('tab-c'))).toBe(true)
    const state = {
      type: 'state',
      i: 'colleague',
      m: { sessionId: 'tab-c', locations: [expect.objectContaining({ documentId: 'drafts.sheet', path: ['title'] })] },
    }
    expect(await editor.event('state')).toMatchObject({ result: state })
    expect(await colleague.event('state')).toMatchObject({ result: state })
    editor.socket.close()
    colleague.socket.close()
  })

  it('A roll call reaches the others and not the caller', async () => {
    const editor = await enter('editor')
    const colleague = await enter('colleague')
    expect(await call(editor.socket, 'presence_rollcall', { session: 'tab-e' })).toBe(true)
    expect(await colleague.event('rollCall')).toMatchObject({ result: { type: 'rollCall', i: 'editor', session: 'tab-e' } })
    await call(editor.socket, 'authorization')
    expect(editor.socket.left.filter((frame) => frame.includes('rollCall'))).toEqual([])
    editor.socket.close()
    colleague.socket.close()
  })

  it('Who says good-bye, and whose socket closes, is gone for the others', async () => {
    const editor = await enter('editor')
    const colleague = await enter('colleague')
    await call(colleague.socket, 'presence_announce', place('tab-1'))
    await call(colleague.socket, 'presence_announce', place('tab-2'))
    await call(colleague.socket, 'presence_disconnect', { session: 'tab-1' })
    expect(await editor.event('disconnect')).toMatchObject({ result: { i: 'colleague', m: { session: 'tab-1' } } })
    colleague.socket.close()
    expect(await editor.event('disconnect')).toMatchObject({ result: { i: 'colleague', m: { session: 'tab-2' } } })
    editor.socket.close()
  })

  it('A tab that came back on a new socket is not reported gone when the old one ends', async () => {
    const watcher = await enter('editor')
    const before = await enter('colleague')
    await call(before.socket, 'presence_announce', place('tab-r'))
    const after = await enter('colleague')
    await call(after.socket, 'presence_announce', place('tab-r'))
    before.socket.close()
    await before.socket.closed()
    after.socket.close()
    expect(await watcher.event('disconnect')).toMatchObject({ result: { m: { session: 'tab-r' } } })
    await call(watcher.socket, 'authorization')
    expect(watcher.socket.left.filter((frame) => frame.includes('disconnect'))).toEqual([])
    watcher.socket.close()
  })

  it("Nobody speaks for another's session, nor sends it away", async () => {
    const editor = await enter('editor')
    const viewer = await enter('viewer')
    await call(editor.socket, 'presence_announce', place('tab-own'))
    expect(await call(viewer.socket, 'presence_announce', place('tab-own'))).toMatchObject({ code: -32602 })
    expect(await call(viewer.socket, 'presence_disconnect', { session: 'tab-own' })).toBe(true)
    await call(editor.socket, 'authorization')
    expect(editor.socket.left.filter((frame) => frame.includes('disconnect'))).toEqual([])
    editor.socket.close()
    viewer.socket.close()
  })

  it('After unsubscribing nothing more is pushed', async () => {
    const editor = await enter('editor')
    expect(await call(editor.socket, 'presence_unsubscribe', { subscriptionId: editor.subscription })).toBe(true)
    await call(editor.socket, 'presence_announce', place('tab-quiet'))
    expect(editor.socket.left.filter((frame) => frame.includes('presence_subscription'))).toEqual([])
    editor.socket.close()
  })

  it.each([
    ['no JSON', '{', -32700],
    ['no call', '{"jsonrpc":"2.0"}', -32600],
    ['an array', '[]', -32600],
    ['an unknown method', '{"jsonrpc":"2.0","id":1,"method":"__proto__"}', -32601],
    ['an announcement of nothing', '{"jsonrpc":"2.0","id":1,"method":"presence_announce","params":{"data":5}}', -32602],
  ])('%s gets the error of JSON-RPC, and the next call is answered', async (_name, text, code) => {
    const { socket } = await enter('editor')
    socket.send(text)
    expect((await socket.take((message) => message.error !== undefined)).error).toMatchObject({ code })
    expect(await call(socket, 'authorization')).toBe(true)
    socket.close()
  })

  it('A flood of calls and a frame over the limit close the socket', async () => {
    const flood = await sockets.connect(path, 'editor')
    for (let count = 0; count < 700; count++) flood.send({ jsonrpc: '2.0', id: count, method: 'authorization' })
    expect((await flood.closed()).code).toBe(1008)
    const large = await sockets.connect(path, 'editor')
    large.send('x'.repeat(70_000))
    expect((await large.closed()).code).toBe(1008)
  })

  it('Strangers, readers, other origins and other datasets are turned away', async () => {
    expect(await turnedAway(sockets.connect(path))).toBe(1008)
    expect(await turnedAway(sockets.connect(path, 'reader'))).toBe(1008)
    expect(await turnedAway(sockets.connect(path, 'editor', { origin: 'http://elsewhere.test' }))).toBe(1008)
    expect(await turnedAway(sockets.connect('/lake/v1/socket/other', 'editor'))).toBe(1008)
  })

  describe('as time passes', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
    afterEach(() => void vi.useRealTimers())

    it('The heartbeat is the text frame ♥, a session that ended closes its socket, and a closing lake closes all', async () => {
      const signedOut = new Set<string>()
      const other = await startLake({
        identify: async (request) => {
          const id = request.headers.get('cookie')?.slice('person='.length) ?? ''
          return signedOut.has(id) ? null : { id, name: id, roles: ['viewer'] }
        },
      })
      const server = await serveSockets((socket, upgrade) => other.lake.servePresence(socket, upgrade))
      const enter = async (name: PersonName): Promise<TestSocket> => {
        const socket = await server.connect(path, name)
        await call(socket, 'presence_subscribe')
        return socket
      }
      const viewer = await enter('viewer')
      const editor = await enter('editor')
      vi.advanceTimersByTime(10_000)
      await call(viewer, 'authorization')
      expect(viewer.left).toEqual(['♥'])
      signedOut.add('editor')
      vi.advanceTimersByTime(30_000)
      expect((await editor.closed()).code).toBe(1008)
      await other.close()
      expect((await viewer.closed()).code).toBe(1012)
      await server.close()
    })
  })
})
