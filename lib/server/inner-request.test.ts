import { AsyncLocalStorage } from 'node:async_hooks'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { askInside } from './inner-request.ts'

test('The handler sees method, target, headers and body, and its whole answer comes back', async () => {
  const answer = await askInside(
    async (message, reply) => {
      reply.setHeader('X-Seen', `${message.method} ${message.url} ${message.headers['user-agent']} ${message.headers['content-length']}`)
      reply.writeHead(201, { 'Set-Cookie': ['a=1', 'b=2'] })
      reply.write('got ')
      reply.write(Buffer.from(await text(message)))
      reply.end('.')
    },
    { method: 'POST', target: '/x?y=1', headers: { 'user-agent': 'me' }, body: Buffer.from('hé') },
  )
  expect(answer.status).toBe(201)
  expect(answer.headers).toEqual({ 'x-seen': 'POST /x?y=1 me 3', 'set-cookie': ['a=1', 'b=2'] })
  expect(answer.body.toString()).toBe('got hé.')
})

test('A reply that ended counts as one that was sent, not as one that was cut off', async () => {
  const seen: string[] = []
  await askInside(
    async (_message, reply) => {
      reply.on('close', () => seen.push(`closed ${reply.writableFinished}`))
      reply.end('x', () => seen.push('sent'))
    },
    { method: 'GET', target: '/', headers: {} },
  )
  expect(seen).toEqual(['closed true', 'sent'])
})

test('The handler runs in the asynchronous context of whoever asks', async () => {
  const storage = new AsyncLocalStorage<number>()
  const ask = (index: number) =>
    storage.run(index, () =>
      askInside(
        async (_message, reply) => {
          await new Promise(setImmediate)
          reply.end(String(storage.getStore()))
        },
        { method: 'GET', target: '/', headers: {} },
      ),
    )
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => ask(index)))
  expect(answers.map((answer) => Number(answer.body.toString()))).toEqual(Array.from({ length: 50 }, (_, index) => index))
})

test('What the handler throws is thrown', async () => {
  await expect(askInside(() => Promise.reject(new Error('broken')), { method: 'GET', target: '/', headers: {} })).rejects.toThrow('broken')
})

test('A handler that never answers is given up', async () => {
  await expect(askInside(() => Promise.resolve(), { method: 'GET', target: '/', headers: {} }, 20)).rejects.toThrow(
    'No answer to GET / after 20 ms',
  )
})
