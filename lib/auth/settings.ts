import { environment, siteOrigin, type Environment } from '#lib/env.ts'
import { demonstrationIssuer } from './demonstration.ts'
import { guardedFetch, type Outward } from './outward.ts'
import { demonstrationRuns } from './providers.ts'

/** What signing in needs to know of the site. */
export interface AuthSettings {
  readonly environment: Environment
  /** The site's one origin. Nothing is ever taken from a request's own headers instead. */
  readonly origin: string
  readonly secret: string
  /** How the outside is reached; tests put a provider of their own here. */
  readonly outward: Outward
  /** Where a refusal is noted, in one line that holds no claim and no token. */
  readonly log: (line: string) => void
}

interface Held {
  settings?: AuthSettings
  /** One for the process: connections and what is kept of issuers hang on it. */
  outward?: Outward
}

const key = Symbol.for('chancery.auth')

// Next bundles its own copy of this module: both must see the same settings.
const holder = globalThis as { [key]?: Held }

/** The process's settings of signing in.
 *  @throws {Error} if AUTH_SECRET is not there: the start script makes it before anything is asked. */
export function authSettings(): AuthSettings {
  const held = (holder[key] ??= {})
  return held.settings ?? settingsOf(environment(), held)
}

/** Puts other settings in place of those of the environment, for tests; null goes back. */
export function setAuthSettings(settings: AuthSettings | null): void {
  holder[key] = settings ? { settings } : {}
}

function settingsOf(variables: Environment, held: Held): AuthSettings {
  if (variables.AUTH_SECRET === undefined) throw new Error('AUTH_SECRET is not set: the start script makes one and keeps it in DATA_DIR.')
  held.outward ??= guardedFetch({
    ...(demonstrationRuns(variables) && { exemptOrigin: demonstrationIssuer(variables) }),
    allowsLoopback: variables.ANY_OPENID_LOOPBACK === 'on',
  })
  return { environment: variables, origin: siteOrigin(variables), secret: variables.AUTH_SECRET, outward: held.outward, log: console.warn }
}
