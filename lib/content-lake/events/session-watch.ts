import type { Identity, LakeSettings } from '../settings.ts'

/** What a socket that lives longer than a request needs of the lake. */
export interface SocketHost {
  readonly settings: LakeSettings
  /** Aborted when the lake closes. */
  readonly closing: AbortSignal
  /** Who makes `request`, without counting that as a use of the session; rejects for a token that is not known. */
  readonly identify: (request: Request) => Promise<Identity | null>
}

const watched = new WeakSet<Request>()

/** Notes that `request` is made for a socket that watches over its own rights. */
export function watchedAlready(request: Request): Request {
  watched.add(request)
  return request
}

/** Calls `onChange` once the session by which `request` was authorised as `first` has ended or has other roles. Returns a function that stops this.
 *  Tokens do not change, and nobody loses anything who had nothing. */
export function watchSession(
  settings: LakeSettings,
  request: Request,
  first: Identity | null,
  interval: number,
  onChange: () => void,
): () => void {
  if (!first || watched.has(request) || request.headers.has('authorization')) return () => undefined
  return watchRights((again) => settings.identify(again, false), request, first, interval, onChange)
}

/** Whether `upgrade` may be authorised by its cookie: only our own pages may ask with one, since browsers send it from any site. */
export function comesFromUs(settings: LakeSettings, upgrade: Request): boolean {
  return upgrade.headers.has('authorization') || upgrade.headers.get('origin') === settings.origin
}

function sameRights(one: Identity | null, other: Identity | null): boolean {
  return one?.id === other?.id && one?.roles.join() === other?.roles.join()
}

/** Asks every `interval` ms whether `upgrade` still stands for `first`, and calls `onChange` once it does not: a session that ended or a
 *  role that was taken away must end what was opened with it. Returns a function that stops this. */
export function watchRights(
  identify: SocketHost['identify'],
  upgrade: Request,
  first: Identity | null,
  interval: number,
  onChange: () => void,
): () => void {
  const timer = setInterval(() => {
    identify(upgrade).then(
      (now) => {
        if (!sameRights(first, now)) onChange()
      },
      // A database that is away for a moment changes nobody's rights.
      (error: unknown) => console.error('The lake could not learn whether a session still stands:', error),
    )
  }, interval)
  timer.unref()
  return () => clearInterval(timer)
}
