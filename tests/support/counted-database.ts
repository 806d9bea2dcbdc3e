import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Client } from 'pg'

/** A way to a PostgreSQL on which every query is counted. */
export interface CountedDatabase {
  /** Connection string that leads by it. */
  readonly url: string
  /** How many queries were sent so far. */
  count(): number
  close(): void
}

/** Opens a way to the database at `url`. */
export async function countQueries(url: string): Promise<CountedDatabase> {
  const { host, port, user, password, database } = new Client({ connectionString: url })
  const sockets = new Set<Socket>()
  let queries = 0
  const server = createServer((client) => {
    const behind = connect(host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port })
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(from)
      from.pipe(to)
      from.once('error', () => to.destroy())
    }
    client.on(
      'data',
      countMessages(() => (queries += 1)),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: own } = server.address() as AddressInfo
  return {
    url: `postgresql://${user}:${encodeURIComponent(String(password))}@127.0.0.1:${own}/${database}`,
    count: () => queries,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Takes what a client sends and calls `onQuery` for each query: a simple one, or the execution of a prepared one.
 *  @see PostgreSQL, "Message Formats": all but the first begin with a letter, and then their length without it */
function countMessages(onQuery: () => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  let hasBegun = false
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const at = hasBegun ? 1 : 0
      if (rest.length < at + 4) return
      const end = at + rest.readUInt32BE(at)
      if (rest.length < end) return
      if (hasBegun && 'QE'.includes(String.fromCharCode(rest[0] ?? 0))) onQuery()
      hasBegun = true
      rest = rest.subarray(end)
    }
  }
}

/** As often each is asked: beside it the site looks for commits of others. */
const ASKED = 10

/** How many queries each of `asks` takes: the fewest that it took, asked in turn. */
export async function queriesOf(
  database: Pick<CountedDatabase, 'count'>,
  asks: readonly (() => Promise<void>)[],
): Promise<readonly number[]> {
  const fewest = asks.map(() => Number.POSITIVE_INFINITY)
  for (let turn = 0; turn < ASKED; turn += 1) {
    for (const [index, ask] of asks.entries()) {
      const before = database.count()
      await ask()
      fewest[index] = Math.min(fewest[index] ?? 0, database.count() - before)
    }
  }
  return fewest
}
