import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { holderOf } from '#lib/db/hold.ts'
import { isRunning, processesNaming } from '#tests/support/running.ts'
import { freePorts, makeDataDirectory } from '#tests/support/site.ts'
import { runScript } from '#tests/support/start.ts'

let directory: string
let environment: Record<string, string>
let origin: string
const children: ChildProcess[] = []

beforeAll(async () => {
  directory = await makeDataDirectory()
  const [port, providerPort] = await freePorts()
  origin = `http://localhost:${port}`
  environment = { DATA_DIR: directory, PORT: String(port), DEMO_PROVIDER_PORT: String(providerPort) }
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(directory, { recursive: true, force: true })
})

interface Started {
  readonly child: ChildProcess
  readonly said: () => string
  readonly exit: Promise<unknown[]>
}

/** `npm start` without npm: the start script, whose child is the site. */
async function start(): Promise<Started> {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { NODE_ENV: 'production', PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const exit = once(child, 'exit')
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await vi.waitFor(() => expect(said).toContain('Stop with Ctrl-C.'), { timeout: 400_000, interval: 20 })
  return { child, exit, said: () => said }
}

/** Sends the head of a request and waits until the site has begun with it; the body comes later. */
async function beginQuestion(): Promise<{ finish: (query: string) => Promise<{ status: number | undefined; result: unknown }> }> {
  const headers = { 'content-type': 'application/json', expect: '100-continue' }
  const asked = request(`${origin}/lake/v2025-02-19/data/query/production`, { method: 'POST', headers })
  asked.flushHeaders()
  await once(asked, 'continue')
  return {
    async finish(query) {
      const answered = once(asked, 'response') as Promise<[IncomingMessage]>
      asked.end(JSON.stringify({ query }))
      const [answer] = await answered
      const { result }: { result: unknown } = JSON.parse(await text(answer))
      return { status: answer.statusCode, result }
    },
  }
}

test(
  'A site starts, says where to click, refuses a second start on its data, and ends cleanly when asked',
  { timeout: 480_000 },
  async () => {
    const { child, exit, said } = await start()
    expect(said()).toContain(`The site      ${origin}/`)
    expect(said()).toContain('Content: ')
    const site = holderOf(directory)
    expect(site).toMatchObject({ what: `The site at ${origin}` })

    const second = await runScript('scripts/serve.ts', environment)
    expect(second).toEqual({
      code: 1,
      output: `The site at ${origin} (process ${site?.pid}) is using the data in ${directory}: stop it first, or set DATA_DIR to another directory.\n`,
    })

    // An event stream is open, which is ended, and a request is under way, which is finished.
    const stream = await fetch(`${origin}/lake/v2025-02-19/data/live/events/production`)
    const question = await beginQuestion()
    const stopping = vi.waitFor(() => expect(said()).toContain('Stopping.'), { timeout: 10_000, interval: 5 })
    child.kill('SIGINT')
    await stopping
    expect(await question.finish('*[_id == "country-peru"][0].name')).toEqual({ status: 200, result: 'Peru' })
    await stream.text().catch(() => '')
    expect(await exit).toEqual([0, null])
    expect(holderOf(directory)).toBeNull()
    expect(processesNaming(directory)).toEqual([])
  },
)

test('The next start builds and seeds nothing again, and ends when its start script is killed with -9', { timeout: 60_000 }, async () => {
  const { child, exit, said } = await start()
  expect(said()).not.toMatch(/Installing|Building|Content: /)
  expect((await fetch(`${origin}/fact-sheets/peru`)).status).toBe(200)
  const site = holderOf(directory)
  child.kill('SIGKILL')
  await exit
  await vi.waitFor(() => expect(isRunning(site?.pid ?? 0)).toBe(false), { timeout: 20_000 })
  expect(processesNaming(directory)).toEqual([])
})
