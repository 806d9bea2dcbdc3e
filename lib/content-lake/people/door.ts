import type { Route } from '../call.ts'
import { httpError, LakeError } from '../errors.ts'
import type { Identity, LakeSettings } from '../settings.ts'
import type { Authors } from './authors.ts'
import type { Register } from './register.ts'
import { accessOf } from './roles.ts'
import { hashOfToken, isWorthNoting, noteUse } from './tokens.ts'

/** Who makes a request. */
interface Asker {
  readonly identity: Identity | null
  /** Whether only a cookie says so. */
  readonly byCookie: boolean
}

/** Where it is found out who asks: by the cookie, which the host understands, or by a token, which the lake keeps. From here on a person is
 *  their pseudonym. */
export class Door {
  readonly #settings: LakeSettings
  readonly #register: Register
  readonly #authors: Authors

  constructor(settings: LakeSettings, register: Register, authors: Authors) {
    this.#settings = settings
    this.#register = register
    this.#authors = authors
  }

  /** Who makes `request`, to `project`; `isUse` is false for a look whether a session still stands.
   *  @throws {LakeError} 401 for a token that is not known, or is another project's */
  async askerOf(request: Request, project: string, isUse = true): Promise<Asker> {
    const authorization = request.headers.get('authorization')
    if (authorization !== null) return { identity: await this.#bearer(authorization, project, isUse), byCookie: false }
    const person = await this.#settings.identify(request, isUse)
    if (!person) return { identity: null, byCookie: false }
    return { identity: { ...person, id: await this.#authors.pseudonymOf(person.id) }, byCookie: true }
  }

  async #bearer(authorization: string, project: string, isUse: boolean): Promise<Identity> {
    const token = /^Bearer (.+)$/i.exec(authorization)?.[1] ?? ''
    const ours = this.#settings.tokens.get(token)
    if (ours) return ours
    const hash = hashOfToken(token)
    const kept = (await this.#register.current()).tokens.get(hash) ?? (await this.#register.read()).tokens.get(hash)
    if (!kept || kept.project !== project) throw httpError(401, 'This token is not known here')
    if (isUse && isWorthNoting(kept))
      noteUse(this.#settings.pool, kept.id).catch((error: unknown) => console.error('The use of a token could not be written down:', error))
    return { id: kept.id, name: kept.label, roles: [kept.role], isRobot: true }
  }

  /** A text that changes when `request` no longer stands for the same person with the same rights in `dataset` (a key; null for all);
   *  null when it stands for
   *  nobody any more that the lake lets in. */
  async standingOf(request: Request, project: string, dataset: string | null): Promise<string | null> {
    try {
      const { identity } = await this.askerOf(request, project, false)
      const registered = await this.#register.current()
      const found = dataset === null ? null : registered.datasets.get(dataset)
      const closed =
        dataset === null ? [...registered.datasets.values()].filter((one) => one.aclMode === 'private').map((one) => one.key) : []
      // The dataset is gone, and with it everything there was to see.
      if (found === undefined) return null
      return `${identity?.id ?? ''} ${identity?.roles.join() ?? ''} ${accessOf(identity, found, registered).fingerprint} ${closed.join()}`
    } catch (error) {
      if (error instanceof LakeError && error.status === 401) return null
      throw error
    }
  }
}

const formTypes: ReadonlySet<string> = new Set(['application/x-www-form-urlencoded', 'multipart/form-data'])

/** A write that only a cookie authorises could be another site's doing: it must come from our own pages, and not in the form of a form.
 *  @throws {LakeError} 403 */
export function guardAgainstForgery(settings: LakeSettings, request: Request, route: Route): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  if (request.headers.get('origin') !== settings.origin) throw httpError(403, `A write with a cookie must come from ${settings.origin}`)
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  // An HTTP server gives every POST a body, an empty one too; the length that the browser declares says which it is.
  if (request.body === null || request.headers.get('content-length') === '0') return
  // A tab that closes tells of its use as plain text, since a browser sends nothing else then; what is not read does no harm.
  if (route.body === 'ignored') return
  // For a kind of file that it does not know a browser names no type; then the client's own header stands for it, which no form can send either.
  const isFile = !formTypes.has(type) && (type !== '' || request.headers.has('x-sanity-project-id'))
  const allowed = route.body === 'file' ? isFile : type === 'application/json'
  if (!allowed) throw httpError(403, `A write with a cookie must not have the content type ${JSON.stringify(type)} here`)
}
