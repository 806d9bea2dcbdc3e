import type { Call } from '../call.ts'
import type { LakeSettings, Socket } from '../settings.ts'

/** What a socket that lives longer than a request needs of the lake. */
export interface SocketHost {
  readonly settings: LakeSettings
  /** Aborted when the lake closes. */
  readonly closing: AbortSignal
  /** A text that stays the same as long as `request` stands for the same person with the same rights, asked without counting as a use of the
   *  session; null when it stands for nobody whom the lake lets in. */
  readonly standingOf: (request: Request) => Promise<string | null>
  /** Whether the page behind an upgrade may open a socket at all. */
  readonly mayOpen: (upgrade: Request) => Promise<boolean>
}

const watched = new WeakSet<Request>()

/** Notes that `request` is made for a socket that watches over its own rights. */
export function watchedAlready(request: Request): Request {
  watched.add(request)
  return request
}

/** Calls `onChange` once the session or token by which `call` was authorised has ended, or its rights in the dataset have changed; a stranger's
 *  change, too, when the dataset is closed to them. Returns a function that stops this. */
export function watchSession(call: Call, interval: number, onChange: () => void): () => void {
  if (watched.has(call.request)) return () => undefined
  const { request, project, dataset, lake } = call
  return watchRights(() => lake.door.standingOf(request, project, dataset?.key ?? null), interval, onChange)
}

/** What `asker` stands for, as long as the page behind `upgrade` may have a socket: null from when its origin is forbidden. */
export async function standingOfSocket(host: SocketHost, upgrade: Request, asker: Request = upgrade): Promise<string | null> {
  return (await host.mayOpen(upgrade)) ? host.standingOf(asker) : null
}

/** Closes `socket`, which a page may not have. */
export function turnAway(socket: Socket): void {
  socket.close(1008, 'Only our own pages and those of origins that are allowed with credentials may ask')
}

/** Asks every `interval` ms for the standing of somebody, and calls `onChange` once it is another than at first: a session that ended or a role
 *  that was taken away must end what was opened with it. Returns a function that stops this. */
export function watchRights(standing: () => Promise<string | null>, interval: number, onChange: () => void): () => void {
  let first: string | null | undefined
  const look = (): void => {
    standing().then(
      (now) => {
        if (first === undefined) first = now
        else if (first !== now) onChange()
      },
      // A database that is away for a moment changes nobody's rights.
      (error: unknown) => console.error('The lake could not learn whether a session still stands:', error),
    )
  }
  look()
  const timer = setInterval(look, interval)
  timer.unref()
  return () => clearInterval(timer)
}
