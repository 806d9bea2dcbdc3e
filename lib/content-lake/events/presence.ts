import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { LakeError } from '../errors.ts'
import type { Door } from '../people/door.ts'
import type { Register } from '../people/register.ts'
import { accessOf } from '../people/roles.ts'
import type { Instances } from './instances.ts'
import { SessionsElsewhere } from './sessions-elsewhere.ts'
import { parseJson } from '../json-text.ts'
import { EarlyFrames } from './early-frames.ts'
import { standingOfSocket, turnAway, watchRights, type SocketHost } from './session-watch.ts'
import type { Identity, Socket } from '../settings.ts'

const heartbeat = '♥'
const heartbeatInterval = 10_000
const rightsInterval = 30_000
/** How long a Studio that has no cookie may take to show its token. */
const authorizationMs = 10_000
const longestFrame = 64 * 1024
/** What may wait in a socket for a slow reader before it is closed, bytes. */
const mostBuffered = 1024 * 1024
/** Calls of one socket within one heartbeat; a person who types makes a few. */
const mostCalls = 500

const sessionId = z.string().min(1).max(100)
const call = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string().max(100), z.number()]).optional(),
  method: z.string(),
  params: z.unknown().optional(),
})
const announcement = z.object({ data: z.object({ sessionId, locations: z.array(z.record(z.string(), z.json())).max(50) }) })
/** What a Studio says first that has a token and no cookie. */
const authorization = z.object({
  id: z.union([z.string().max(100), z.number()]),
  method: z.literal('authorization'),
  params: z.object({ authorization: z.string().regex(/^Bearer [\x21-\x7e]{1,1000}$/) }),
})
const withSession = z.object({ session: sessionId })
const subscriptionEnd = z.object({ subscriptionId: z.string() })

/** JSON-RPC 2.0, section 5.1. */
const errors = { parse: -32700, request: -32600, method: -32601, params: -32602 } as const

/** What others are told: anything else throws in the Studio.
 *  @see sanity `packages/sanity/src/core/store/presence/message-transports/bifurTransport.ts` */
const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rollCall'), i: z.string(), session: sessionId }),
  z.object({
    type: z.literal('state'),
    i: z.string(),
    m: z.object({ sessionId, locations: z.array(z.record(z.string(), z.json())) }),
  }),
  z.object({ type: z.literal('disconnect'), i: z.string(), m: z.object({ session: sessionId }) }),
])
type PresenceEvent = z.infer<typeof eventSchema>

class RpcError extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

function parse<Shape extends z.ZodType>(shape: Shape, params: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(params)
  if (!parsed.success) throw new RpcError(errors.params, z.prettifyError(parsed.error))
  return parsed.data
}

/** One socket of one person: a tab of the Studio. */
class Visitor {
  readonly #room: PresenceRoom
  readonly #socket: Socket
  readonly #identity: Identity
  /** The key of the dataset that the Studio is open on: nobody is seen from another. */
  readonly dataset: string
  readonly #subscriptions = new Set<string>()
  readonly #sessions = new Set<string>()
  #calls = 0

  constructor(room: PresenceRoom, socket: Socket, identity: Identity, dataset: string) {
    this.#room = room
    this.#socket = socket
    this.#identity = identity
    this.dataset = dataset
  }

  get identity(): Identity {
    return this.#identity
  }

  holds(session: string): boolean {
    return this.#sessions.has(session)
  }

  /** Sends `event` to each subscription of this socket. */
  tell(event: PresenceEvent): void {
    for (const subscription of this.#subscriptions) {
      this.#send(JSON.stringify({ jsonrpc: '2.0', method: 'presence_subscription', params: { subscription, result: event } }))
    }
  }

  beat(): void {
    this.#calls = 0
    this.#send(heartbeat)
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason)
  }

  receive(text: string): void {
    if (text === heartbeat) return
    this.#calls += 1
    if (this.#calls > mostCalls || text.length > longestFrame) return this.#socket.close(1008, 'Too much at once')
    let id: string | number | null = null
    try {
      const message = parseCall(text)
      id = message.id ?? null
      const result = this.#answer(message.method, message.params)
      if (id !== null) this.#send(JSON.stringify({ jsonrpc: '2.0', id, result }))
    } catch (error) {
      if (!(error instanceof RpcError)) {
        console.error('Presence failed:', error)
        return this.#socket.close(1011, 'The lake failed')
      }
      this.#send(JSON.stringify({ jsonrpc: '2.0', id, error: { code: error.code, message: error.message } }))
    }
  }

  /** Tells the others that this person's sessions are gone. */
  leave(): void {
    this.#subscriptions.clear()
    const sessions = [...this.#sessions]
    this.#sessions.clear()
    // A tab that came back on a new socket before the old one was found dead is still there.
    for (const session of sessions) if (!this.#room.holder(this.dataset, session)) this.#room.tellOthers(this, this.#gone(session))
  }

  #answer(method: string, params: unknown): unknown {
    switch (method) {
      case 'presence_subscribe':
        return this.#subscribe()
      case 'presence_unsubscribe':
        this.#subscriptions.delete(parse(subscriptionEnd, params).subscriptionId)
        return true
      case 'presence_rollcall':
        this.#room.tellOthers(this, { type: 'rollCall', i: this.#identity.id, session: parse(withSession, params).session })
        return true
      case 'presence_announce':
        return this.#announce(parse(announcement, params).data)
      case 'presence_disconnect': {
        const { session } = parse(withSession, params)
        // Nobody can be sent away by another.
        if (this.#sessions.delete(session)) this.#room.tellOthers(this, this.#gone(session))
        return true
      }
      // The upgrade has said who it is.
      case 'authorization':
        return true
      default:
        throw new RpcError(errors.method, `There is no method ${JSON.stringify(method)}`)
    }
  }

  #subscribe(): string {
    if (this.#subscriptions.size >= 10) throw new RpcError(errors.request, 'Ten subscriptions are enough for one socket')
    const subscription = randomUUID()
    this.#subscriptions.add(subscription)
    return subscription
  }

  #announce({ sessionId: session, locations }: z.infer<typeof announcement>['data']): true {
    if (!this.#sessions.has(session) && this.#sessions.size >= 10)
      throw new RpcError(errors.request, 'Ten sessions are enough for one socket')
    const holder = this.#room.holderAnywhere(this.dataset, session)
    if (holder !== null && holder !== this.#identity.id) throw new RpcError(errors.params, "That is another person's session")
    this.#sessions.add(session)
    this.#room.tellAll(this.dataset, { type: 'state', i: this.#identity.id, m: { sessionId: session, locations } })
    return true
  }

  #gone(session: string): PresenceEvent {
    return { type: 'disconnect', i: this.#identity.id, m: { session } }
  }

  #send(text: string): void {
    if (this.#socket.bufferedAmount > mostBuffered) this.#socket.close(1013, 'The reader is too slow')
    else this.#socket.send(text)
  }
}

function parseCall(text: string): z.infer<typeof call> {
  let message: unknown
  try {
    message = parseJson(text)
  } catch {
    throw new RpcError(errors.parse, 'The frame is not JSON')
  }
  const parsed = call.safeParse(message)
  if (!parsed.success) throw new RpcError(errors.request, z.prettifyError(parsed.error))
  return parsed.data
}

/** What presence needs of the lake. */
export interface PresenceHost extends SocketHost {
  readonly register: Register
  readonly door: Door
}

/** Who is in the Studio, and where in which document, told to everyone else there, on other instances too. Nothing is kept: whoever comes
 *  asks for a roll call.
 *  @see `@sanity/bifur-client`, the Studio's half */
export class PresenceRoom {
  readonly #host: PresenceHost
  readonly #instances: Instances
  readonly #visitors = new Set<Visitor>()
  readonly #elsewhere = new SessionsElsewhere()

  constructor(host: PresenceHost, instances: Instances) {
    this.#host = host
    this.#instances = instances
    const beating = setInterval(() => this.#beat(), heartbeatInterval)
    beating.unref()
    instances.onPresence((dataset, event) => this.#hear(dataset, event))
    host.closing.addEventListener('abort', () => {
      clearInterval(beating)
      for (const visitor of this.#visitors) visitor.close(1012, 'The lake is closing')
    })
  }

  /** Lets the person behind `upgrade` see and be seen until `socket` closes. Closed with 1008 at once for an origin that may not ask and for
   *  anyone who may not see drafts, with 1013 when it reads too slowly. */
  enter(socket: Socket, upgrade: Request): void {
    if (this.#host.closing.aborted) return socket.close(1012, 'The lake is closing')
    const frames = new EarlyFrames(socket)
    this.#admit(socket, upgrade, frames).catch((error: unknown) => {
      console.error('Presence could not learn who asks:', error)
      socket.close(1011, 'The lake could not learn who asks')
    })
  }

  /** Who has announced `session` and is still there. */
  holder(dataset: string, session: string): Identity | null {
    for (const visitor of this.#visitors) if (visitor.dataset === dataset && visitor.holds(session)) return visitor.identity
    return null
  }

  /** The id of whoever has announced `session`, here or on another instance. */
  holderAnywhere(dataset: string, session: string): string | null {
    return this.holder(dataset, session)?.id ?? this.#elsewhere.holder(session)
  }

  tellAll(dataset: string, event: PresenceEvent): void {
    this.#tellHere(dataset, event)
    this.#instances.tellPresence(dataset, event)
  }

  tellOthers(teller: Visitor, event: PresenceEvent): void {
    for (const visitor of this.#visitors) if (visitor !== teller && visitor.dataset === teller.dataset) visitor.tell(event)
    this.#instances.tellPresence(teller.dataset, event)
  }

  #tellHere(dataset: string, event: PresenceEvent): void {
    for (const visitor of this.#visitors) if (visitor.dataset === dataset) visitor.tell(event)
  }

  #beat(): void {
    for (const visitor of this.#visitors) visitor.beat()
    for (const { session, holder, dataset } of this.#elsewhere.expired())
      if (!this.holder(dataset, session)) this.#tellHere(dataset, { type: 'disconnect', i: holder, m: { session } })
  }

  /** What another instance tells. */
  #hear(dataset: string, told: unknown): void {
    const event = eventSchema.safeParse(told)
    if (!event.success) return
    if (event.data.type === 'state') this.#elsewhere.note(event.data.m.sessionId, { holder: event.data.i, dataset })
    if (event.data.type === 'disconnect') {
      this.#elsewhere.forget(event.data.m.session)
      // A tab that has come over to this instance before the other found its old socket dead is still there.
      if (this.holder(dataset, event.data.m.session)) return
    }
    this.#tellHere(dataset, event.data)
  }

  async #admit(socket: Socket, upgrade: Request, frames: EarlyFrames): Promise<void> {
    let isOpen = true
    socket.on('close', () => (isOpen = false))
    if (!(await this.#host.mayOpen(upgrade))) return turnAway(socket)
    const asker = await this.#askerOf(socket, upgrade, frames)
    const visitor = await this.#visitorFor(socket, asker)
    if (!visitor || !isOpen) return
    this.#visitors.add(visitor)
    const stop = watchRights(
      () => standingOfSocket(this.#host, upgrade, asker),
      rightsInterval,
      () => visitor.close(1008, 'The session or its roles have changed'),
    )
    socket.on('close', () => {
      stop()
      this.#visitors.delete(visitor)
      visitor.leave()
    })
    frames.handTo((text) => visitor.receive(text))
  }

  /** A request that stands for whoever is behind `upgrade`. A Studio elsewhere whose people sign in by token has nothing but its first call to show it with.
   *  @see `@sanity/bifur-client` `src/createClient.ts`, `authorization` */
  async #askerOf(socket: Socket, upgrade: Request, frames: EarlyFrames): Promise<Request> {
    const { settings, door } = this.#host
    if (upgrade.headers.get('origin') === settings.origin || upgrade.headers.has('authorization')) return upgrade
    if ((await door.askerOf(upgrade, settings.projectId, false)).identity) return upgrade
    const tooLate = setTimeout(() => socket.close(1008, 'Nobody has said who asks'), authorizationMs)
    tooLate.unref()
    socket.on('close', () => clearTimeout(tooLate))
    const first = await frames.first()
    clearTimeout(tooLate)
    const shown = authorization.safeParse(parsedOrNull(first))
    if (!shown.success) return upgrade
    const { id, params } = shown.data
    socket.send(JSON.stringify({ jsonrpc: '2.0', id, result: true }))
    return new Request(upgrade.url, { headers: { authorization: params.authorization } })
  }

  async #visitorFor(socket: Socket, asker: Request): Promise<Visitor | null> {
    const { settings, register, door } = this.#host
    // A socket carries no header of the project; only the lake's own has a Studio here.
    const dataset = await register.dataset(settings.projectId, new URL(asker.url).pathname.split('/').at(-1) ?? '')
    if (!dataset) {
      socket.close(1008, 'There is no such dataset here')
      return null
    }
    const { identity } = await door.askerOf(asker, settings.projectId, false).catch((error: unknown) => {
      if (error instanceof LakeError && error.status === 401) return { identity: null }
      throw error
    })
    const access = accessOf(identity, dataset, await register.current())
    if (identity && access.readsDrafts) return new Visitor(this, socket, identity, dataset.key)
    socket.close(1008, 'Only those with a role may see who is here')
    return null
  }
}

function parsedOrNull(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return null
  }
}
