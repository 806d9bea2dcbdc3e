import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Redirection, startRedirection } from '#lib/redirection/redirection.ts'
import { applySeed } from '#sanity/seed/apply-seed.ts'
import { readSeed } from '#sanity/seed/documents.ts'
import { startListeningLake, type ListeningLake } from '#tests/support/lake-server.ts'
import { freePorts, makeDataDirectory } from '#tests/support/site.ts'

// The whole site, as `npm run dev` has it, reading from the addresses of hosted Sanity, which a lake answers. Hosted Sanity itself was not tried.

let lake: ListeningLake
let redirection: Redirection
let site: ChildProcess
let origin: string
const refused: string[] = []
const directories: string[] = []

beforeAll(async () => {
  lake = await startListeningLake()
  await applySeed(lake.client('administrator'), await readSeed())
  redirection = await startRedirection({
    lake: new URL(`http://127.0.0.1:${lake.port}/lake`),
    origin: lake.origin,
    onRefused: (host) => refused.push(host),
  })
  const trust = await mkdtemp(join(tmpdir(), 'chancery-trust-'))
  const data = await makeDataDirectory()
  directories.push(trust, data)
  await writeFile(join(trust, 'certificate.pem'), redirection.certificate)
  const [port, providerPort] = await freePorts()
  origin = `http://localhost:${port}`
  site = spawn(process.execPath, ['scripts/serve.ts', '--dev'], {
    env: {
      PATH: process.env['PATH'],
      HOME: trust,
      NODE_ENV: 'development',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(port),
      DEMO_PROVIDER_PORT: String(providerPort),
      DATA_DIR: data,
      SANITY_PROJECT_ID: 'local',
      SANITY_API_TOKEN: 'viewer-token',
      HTTPS_PROXY: redirection.url,
      NODE_USE_ENV_PROXY: '1',
      NODE_EXTRA_CA_CERTS: join(trust, 'certificate.pem'),
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  if (site.stdout) for await (const line of createInterface(site.stdout)) if (line.startsWith('Stop with')) break
}, 120_000)

afterAll(async () => {
  const ended = new Promise((resolve) => site.once('exit', resolve))
  if (site.exitCode === null && site.kill('SIGINT')) await ended
  redirection.close()
  await lake.close()
  for (const directory of directories) await rm(directory, { recursive: true, force: true })
})

const read = async (path: string): Promise<string> => await (await fetch(origin + path)).text()

test('Pages are made of what is there, with its pictures from their own host, and nobody else is asked', async () => {
  // The development server says 404 until it has found its pages.
  const page = await vi.waitFor(
    async () => {
      const found = await read('/fact-sheets/peru')
      expect(found).toContain('Peru')
      return found
    },
    { timeout: 60_000, interval: 500 },
  )
  expect(page).toContain('src="https://cdn.sanity.io/images/local/production/')
  expect(refused).toEqual([])
}, 120_000)

test('What is published there is on the next page', async () => {
  const id = await lake.client('editor').fetch<string>('*[_type == "factSheet"][0]._id')
  expect(await read('/')).not.toContain('Changed over there')
  await lake.client('editor').patch(id).set({ title: 'Changed over there' }).commit()
  await vi.waitFor(async () => expect(await read('/')).toContain('Changed over there'), { timeout: 20_000 })
}, 120_000)

test('There is no lake here', async () => {
  expect((await fetch(`${origin}/lake/v1/ping`)).status).toBe(404)
}, 60_000)
