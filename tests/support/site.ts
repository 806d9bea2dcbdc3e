import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { holderOf } from '#lib/db/hold.ts'

/** The site as `npm start` runs it, in a process and a data directory of its own. */
export interface Site {
  /** Its origin, `http://localhost:<port>`. */
  readonly origin: string
  /** The origin of the demonstration provider. */
  readonly providerOrigin: string
  readonly dataDirectory: string
  readonly pid: number
  /** Connection string of its database. */
  databaseUrl(): string
  /** Everything it has said so far. */
  log(): string
  /** Ends it as Ctrl-C does and takes its data away. */
  stop(): Promise<void>
}

interface SiteOptions {
  /** Settings beside PORT, DATA_DIR and DEMO_PROVIDER_PORT. */
  readonly environment?: Readonly<Record<string, string>>
  /** The site is told its origin, as one that sends mails must be. */
  readonly isTold?: boolean
  readonly startMsMax?: number
  /** One that is there, and stays; otherwise a new one, taken away at the end. */
  readonly dataDirectory?: string
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The last thing the site says when it starts. */
const STARTED = 'Stop with Ctrl-C.'

/** Starts the built site on free ports, seeded, and resolves when it answers.
 *  @throws with all it said if it ends or is not there in time */
export async function startSite({
  environment = {},
  isTold = false,
  startMsMax = 120_000,
  dataDirectory: given,
}: SiteOptions = {}): Promise<Site> {
  const [port, providerPort] = await freePorts()
  const dataDirectory = given ?? (await makeDataDirectory())
  const child = spawn(process.execPath, ['scripts/serve.ts'], {
    cwd: root,
    env: {
      ...ownEnvironment(),
      NODE_ENV: 'production',
      PORT: String(port),
      DEMO_PROVIDER_PORT: String(providerPort),
      DATA_DIR: dataDirectory,
      ...(isTold && { SITE_URL: `http://localhost:${port}` }),
      ...environment,
    },
    // By the channel the site notices when the tests are gone, and ends.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? code}`))
  })
  const started = new Promise<undefined>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes(STARTED)) resolve(undefined)
      })
    }
  })

  const stop = async () => {
    child.kill('SIGINT')
    await ended
    if (given === undefined) await rm(dataDirectory, { recursive: true, force: true })
  }
  const problem = await Promise.race([started, ended, after(startMsMax, `it was not there after ${startMsMax} ms`)])
  if (problem !== undefined || child.pid === undefined) {
    await stop()
    throw new Error(`The site did not start: ${problem}. It said:\n${said}`)
  }
  return {
    origin: `http://localhost:${port}`,
    providerOrigin: `http://localhost:${providerPort}`,
    dataDirectory,
    pid: child.pid,
    databaseUrl() {
      const url = environment['DATABASE_URL'] ?? holderOf(dataDirectory)?.databaseUrl
      if (!url) throw new Error('The site does not say where its database is.')
      return url
    },
    log: () => said,
    stop,
  }
}

/** An empty data directory for a site. */
export async function makeDataDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'chancery-site-'))
  // PostgreSQL, started by root, runs as another user, who must be able to pass through.
  await chmod(path, 0o711)
  return path
}

/** What programs need to run, and no setting of whoever runs the tests. */
function ownEnvironment(): Record<string, string> {
  const passed = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'USER', 'SystemRoot']
  return Object.fromEntries(passed.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
}

/** Two ports that nobody listens on. */
export async function freePorts(): Promise<readonly [number, number]> {
  const servers = await Promise.all([listen(), listen()])
  const [first, second] = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  })
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return [first ?? 0, second ?? 0]
}

function listen() {
  return new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

function after<Value>(ms: number, value: Value): Promise<Value> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, value).unref()
  })
}
