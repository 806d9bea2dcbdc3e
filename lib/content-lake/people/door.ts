import { httpError, LakeError } from '../errors.ts'
import type { Identity, LakeSettings } from '../settings.ts'
import type { Authors } from './authors.ts'
import type { Register } from './register.ts'
import { accessOf } from './roles.ts'
import { hashOfToken, identityOf, isWorthNoting, noteUse } from './tokens.ts'

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
    return identityOf(kept)
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
