import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'

/** Answers a request that failed with `error`. Below 500 the client is told what was wrong; from 500 up it gets an id, and the log
 *  gets the rest. */
export function sendFailure(reply: ServerResponse, error: unknown): void {
  // The client went away in the middle of its request: nobody is left to be told, and nothing of ours failed.
  if (error === reply.req.errored) return
  const status = statusOf(error)
  const id = randomUUID()
  if (status >= 500) console.error(`Request ${id}, ${reply.req.method} ${reply.req.url}, failed:`, error)
  if (reply.headersSent) {
    reply.destroy()
    return
  }
  const text =
    status < 500 && error instanceof Error ? error.message : `Something went wrong on the server. Quote ${id} when you report it.`
  reply.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(status === 503 && { 'Retry-After': '1' }),
  })
  reply.end(reply.req.method === 'HEAD' ? undefined : `${text}\n`)
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status <= 599 ? status : 500
}
