import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from '@20minutes/s3rver'
import type { S3Settings } from '#lib/content-lake/assets/stores/s3-store.ts'

/** How the server treats requests: as it should, without ever answering, with an error of its own, or cutting the line at the second part of a
 *  large file that it is sent, and amid each file that it sends. */
export type Mood = 'well' | 'silent' | 'failing' | 'cutting'

/** A server that speaks S3, with one empty bucket. */
export interface S3Server {
  readonly settings: S3Settings
  mood: Mood
  /** Method and path, with the query, of each request so far. */
  readonly asked: string[]
  close(): Promise<void>
}

/** Starts an S3 server on a free port of this machine. */
export async function startS3(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'chancery-s3-'))
  const s3 = new S3rver({ directory, silent: true, vhostBuckets: false, configureBuckets: [{ name: 'facts' }] })
  await s3.configureBuckets()
  const answer = s3.callback()
  const server = createServer((request, response) => {
    started.asked.push(`${request.method} ${request.url}`)
    if (started.mood === 'silent') return
    if (started.mood === 'failing') response.writeHead(500).end()
    else if (started.mood === 'cutting' && request.method === 'GET')
      response.writeHead(206, { 'content-length': '1000' }).write('begun', () => request.socket.destroy())
    else if (started.mood === 'cutting' && isSecondPart(request)) request.socket.destroy()
    else answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const started: S3Server = {
    settings: {
      bucket: 'facts',
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
      pathStyle: true,
      timeoutMs: 500,
    },
    mood: 'well',
    asked: [],
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(directory, { recursive: true, force: true })
    },
  }
  return started
}

const isSecondPart = ({ url = '' }: IncomingMessage): boolean => url.includes('partNumber=2')
