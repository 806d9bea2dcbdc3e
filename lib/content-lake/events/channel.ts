import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, type Notification, type Pool, type QueryResultRow } from 'pg'
import { z } from 'zod'

/** The channel's name in Postgres. */
const channelName = 'lake'

/** A notification carries less than 8,000 bytes; what is longer goes in parts, of so many bytes each before they are written as base64. */
const longestWhole = 7_900
const longestPart = 5_700
/** Parts of messages that never came to an end. */
const mostParts = 1_000

const longestPauseMs = 2_000

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('commit'), from: z.string(), dataset: z.string(), sequence: z.number() }),
  z.object({ kind: z.literal('acknowledgement'), from: z.string(), dataset: z.string(), sequence: z.number() }),
  z.object({ kind: z.literal('presence'), from: z.string(), dataset: z.string(), event: z.json() }),
])

/** What instances tell each other. `from` is the sender's id; a commit is told by the transaction itself. */
export type Message = z.infer<typeof messageSchema>

const partSchema = z.tuple([z.uuid(), z.coerce.number().int(), z.coerce.number().int().max(100), z.string()])

/** The database has no connection to this instance for the moment. */
class ChannelDown extends Error {
  constructor() {
    super('Connection terminated: the instances cannot be heard for the moment')
  }
}

/** What is told of a channel. `pid` is the process of the database server behind a connection. */
export interface ChannelEvents {
  readonly message: (message: Message, pid: number) => void
  /** Anew connected: whatever was said meanwhile is lost. */
  readonly up: () => void
  readonly down: () => void
}

/** The one connection on which an instance hears the others, by LISTEN and NOTIFY; renewed when it is lost. A pool's connections can't serve:
 *  they come and go. */
export class Channel {
  readonly #pool: Pool
  readonly #events: ChannelEvents
  readonly #prepare: (query: Channel['query']) => Promise<void>
  readonly #parts = new Map<string, string[]>()
  #client: Client | null = null
  /** One statement at a time. */
  #queries: Promise<unknown> = Promise.resolve()
  #pid = 0
  #closed = false

  /** `prepare` runs on each new connection before it counts as one. */
  constructor(pool: Pool, events: ChannelEvents, prepare: (query: Channel['query']) => Promise<void>) {
    this.#pool = pool
    this.#events = events
    this.#prepare = prepare
  }

  /** The process behind the connection; 0 when there is none. */
  get pid(): number {
    return this.#pid
  }

  /** Connects for the first time.
   *  @throws what hinders it, and what `prepare` throws */
  async open(): Promise<void> {
    await this.#connect()
  }

  /** Runs one statement on the channel's own connection.
   *  @throws when there is none */
  async query<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<readonly Row[]> {
    const mine = this.#queries.then(async () => {
      if (!this.#client) throw new ChannelDown()
      return (await this.#client.query<Row>(text, values)).rows
    })
    this.#queries = mine.catch(() => undefined)
    return mine
  }

  /** Tells the other instances. */
  async send(message: Message): Promise<void> {
    await this.query('select pg_notify($1, part) from unnest($2::text[]) as part', [channelName, payloadsOf(message)])
  }

  /** Gives up a connection that does not answer. */
  drop(): void {
    const client = this.#client
    this.#lose(client)
    void client?.end().catch(() => undefined)
  }

  async close(): Promise<void> {
    this.#closed = true
    const client = this.#client
    this.#client = null
    this.#pid = 0
    await client?.end().catch(() => undefined)
  }

  async #connect(): Promise<void> {
    const client = new Client(this.#pool.options)
    client.on('error', () => this.#lose(client))
    client.on('end', () => this.#lose(client))
    client.on('notification', (notification) => this.#receive(notification))
    try {
      await client.connect()
      // What is said here is of use for seconds; no disk need hear of it. A partner that is gone without a word is noticed.
      await client.query(
        'set synchronous_commit = off; set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3',
      )
      await client.query(`listen ${channelName}`)
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      await this.#prepare(async (text, values) => (await client.query(text, values)).rows)
      if (this.#closed) throw new ChannelDown()
      this.#pid = rows[0]?.pid ?? 0
      this.#parts.clear()
      this.#client = client
    } catch (error) {
      void client.end().catch(() => undefined)
      throw error
    }
  }

  #lose(client: Client | null): void {
    if (!client || this.#client !== client) return
    this.#client = null
    this.#pid = 0
    if (this.#closed) return
    this.#events.down()
    void this.#connectAgain()
  }

  async #connectAgain(): Promise<void> {
    for (let pauseMs = 10; !this.#closed; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        await this.#connect()
        this.#events.up()
        return
      } catch {
        // The database is away, which every request that wants it says too.
        await pause(pauseMs, undefined, { ref: false })
      }
    }
  }

  #receive({ payload = '', processId }: Notification): void {
    const text = payload.startsWith('{') ? payload : this.#joined(payload)
    if (text === null) return
    const message = messageSchema.safeParse(jsonOf(text))
    // Instances of another version may say what this one does not know.
    if (message.success) this.#events.message(message.data, processId)
  }

  /** The whole text, if `payload` is its last part. The parts of one message come in order, with none of another's of the same sender between. */
  #joined(payload: string): string | null {
    const part = partSchema.safeParse(payload.split('/'))
    if (!part.success) return null
    const [id, index, count, text] = part.data
    const parts = this.#parts.get(id) ?? []
    if (parts.length !== index) return null
    parts.push(text)
    if (parts.length < count) {
      if (this.#parts.size < mostParts) this.#parts.set(id, parts)
      return null
    }
    this.#parts.delete(id)
    return Buffer.concat(parts.map((one) => Buffer.from(one, 'base64url'))).toString()
  }
}

function payloadsOf(message: Message): string[] {
  const text = Buffer.from(JSON.stringify(message))
  if (text.byteLength <= longestWhole) return [text.toString()]
  const id = randomUUID()
  const count = Math.ceil(text.byteLength / longestPart)
  return Array.from({ length: count }, (_, index) => {
    const part = text.subarray(index * longestPart, (index + 1) * longestPart).toString('base64url')
    return `${id}/${index}/${count}/${part}`
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
