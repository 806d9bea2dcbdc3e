import { environment, siteOrigin, type Environment } from '#lib/env.ts'

/** What signing in needs to know of the site. */
export interface AuthSettings {
  readonly environment: Environment
  /** The site's one origin. Nothing is ever taken from a request's own headers instead. */
  readonly origin: string
  readonly secret: string
  /** How the outside is reached; tests put a provider of their own here. Default: the guarded fetch of `outward.ts`. */
  readonly outward?: typeof fetch
}

const key = Symbol.for('chancery.auth')

// Next bundles its own copy of this module: both must see the same settings.
const holder = globalThis as { [key]?: AuthSettings }

/** The process's settings of signing in.
 *  @throws {Error} if AUTH_SECRET is not there: the start script makes it before anything is asked. */
export function authSettings(): AuthSettings {
  return holder[key] ?? settingsOf(environment())
}

/** Puts other settings in place of those of the environment, for scripts and tests; null goes back. */
export function setAuthSettings(settings: AuthSettings | null): void {
  if (settings) holder[key] = settings
  else delete holder[key]
}

function settingsOf(variables: Environment): AuthSettings {
  if (variables.AUTH_SECRET === undefined) throw new Error('AUTH_SECRET is not set: the start script makes one and keeps it in DATA_DIR.')
  return { environment: variables, origin: siteOrigin(variables), secret: variables.AUTH_SECRET }
}
