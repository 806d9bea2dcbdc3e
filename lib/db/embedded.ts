import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'
import { StartRefused } from '../env.ts'
import { type Binaries, copyBinaries, findBinaries } from './binaries.ts'
import { BoundedLog } from './bounded-log.ts'
import { ensureCluster } from './cluster.ts'
import { endLeftBehind, endOrphan } from './postmaster.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'
import { closedDirectory, type ServerUser, serverUser } from './server-user.ts'
import { makeSocketDirectory } from './socket.ts'

/** A PostgreSQL of our own. */
export interface EmbeddedDatabase {
  /** Connection string of the database `chancery`; holds the password. */
  readonly url: string
  /** The process id of the running server, which changes when it had to be started again. */
  readonly pid: number
  /** Ends the server, keeping everything committed, and resolves when its process is gone. */
  stop(): Promise<void>
}

export interface EmbeddedSettings {
  /** Where data, password and log are kept; exists. Whoever calls holds it: two servers on one directory are refused by PostgreSQL too, but less plainly. */
  readonly directory: string
  /** Where PostgreSQL's programs are copied to if its user cannot reach the packages. */
  readonly programsDirectory: string
  /** PostgreSQL settings beyond ours, such as `{ fsync: 'off' }` in tests. */
  readonly configuration?: Readonly<Record<string, string>>
  /** Told, in a sentence, when the server ended by itself and what was done. */
  readonly onCrash?: (sentence: string) => void
}

const configuration = {
  shared_buffers: '64MB',
  max_connections: '60',
  log_min_messages: 'warning',
  // Statements and their details may hold what people wrote.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_line_prefix: '%m [%p] ',
  lc_messages: 'C',
}

/** Starts the PostgreSQL whose data are below `settings.directory`, making them at the first start, and ends one that an
 *  earlier, killed start left behind. If the server ends by itself it is started again on the same address.
 *  @throws {StartRefused} with one plain sentence; what was on disk is then as it was. */
export async function startEmbedded(settings: EmbeddedSettings): Promise<EmbeddedDatabase> {
  const { directory } = settings
  const user = serverUser(directory)
  refuseClosed(directory, user)
  const binaries = reachableBinaries(settings.programsDirectory, user)
  const password = passwordIn(directory)
  const cluster = join(directory, 'database')
  ensureCluster(cluster, password, binaries, user)
  await endOrphan(cluster)
  const socket = makeSocketDirectory(cluster, user)
  const log = new BoundedLog(join(directory, 'logs', 'database.log'))
  const address = { listen_addresses: '', unix_socket_directories: socket, unix_socket_permissions: '0700' }
  const start = (): Promise<ServerProcess> =>
    startServerProcess({
      binaries,
      cluster: realpathSync(cluster),
      user,
      log,
      configuration: { ...configuration, ...address, ...settings.configuration },
    })
  let server = await patiently(start).catch((error: unknown) => {
    rmSync(socket, { recursive: true, force: true })
    const why = error instanceof Error ? error.message : String(error)
    throw new StartRefused('database-start', `The database in ${cluster} does not start and was left as it is: ${why}`, error)
  })
  const url = (name: string): string => `postgresql://chancery:${password}@${encodeURIComponent(socket)}/${name}`
  let stopping = false
  void keepRunning()
  await createDatabase(url('postgres'))
  return {
    url: url('chancery'),
    get pid() {
      return server.pid
    },
    async stop() {
      stopping = true
      await server.stop()
      rmSync(socket, { recursive: true, force: true })
    },
  }

  async function keepRunning(): Promise<void> {
    for (;;) {
      await server.ended
      if (stopping) return
      settings.onCrash?.(`The database ended unexpectedly (see ${join(directory, 'logs', 'database.log')}); starting it again.`)
      const again = await startAgain(
        () => {
          endLeftBehind(cluster)
          return start()
        },
        () => stopping,
      )
      if (!again) return
      server = again
      // It may have been asked to stop while it started.
      if (stopping) return void server.stop()
      settings.onCrash?.('The database runs again.')
    }
  }
}

/** Gives the processes of a killed server a few seconds to notice that it is gone: until then they hold its memory. */
async function patiently(start: () => Promise<ServerProcess>): Promise<ServerProcess> {
  for (let triesLeft = 50; ; triesLeft -= 1) {
    try {
      return await start()
    } catch (error) {
      const isHeld = error instanceof Error && error.message.includes('pre-existing shared memory block')
      if (!isHeld || triesLeft === 0) throw error
      await setTimeout(100)
    }
  }
}

/** Tries until it runs: a full disk may be emptied. */
async function startAgain(start: () => Promise<ServerProcess>, isStopping: () => boolean): Promise<ServerProcess | null> {
  for (let pauseMs = 20; !isStopping(); pauseMs = Math.min(pauseMs * 2, 5000)) {
    try {
      return await start()
    } catch {
      await setTimeout(pauseMs)
    }
  }
  return null
}

function reachableBinaries(programsDirectory: string, user: ServerUser | null): Binaries {
  const binaries = findBinaries()
  if (!user || closedDirectory(binaries.postgres, user) === null) return binaries
  return copyBinaries(binaries, programsDirectory)
}

function refuseClosed(directory: string, user: ServerUser | null): void {
  const closed = user && closedDirectory(directory, user)
  if (!closed) return
  throw new StartRefused(
    'closed-directory',
    `PostgreSQL does not run as root but as user ${user.uid}, who may not enter ${closed}: open it (chmod o+x ${closed}), or set DATA_DIR to a directory elsewhere.`,
  )
}

/** The password of the only account. Local, but the socket's directory belongs to the server's user, who need not be ours alone. */
function passwordIn(directory: string): string {
  const file = join(directory, 'database-password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

async function createDatabase(maintenanceUrl: string): Promise<void> {
  const client = new Client({ connectionString: maintenanceUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'chancery'")
    if (rowCount === 0) await client.query('CREATE DATABASE chancery')
  } finally {
    await client.end()
  }
}
