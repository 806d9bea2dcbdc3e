import type { Environment } from '#lib/env.ts'
import { createHmac } from 'node:crypto'

/** How the site knows the demonstration provider; `lib/demo-provider` makes itself known by the same. */
export interface DemonstrationClient {
  /** Its origin, which is also its issuer: another port, so that the way through it crosses origins as in life. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** The demonstration provider's address and our client there. `secret` is the site's AUTH_SECRET. */
export function demonstrationClient(settings: Environment, secret: string): DemonstrationClient {
  return {
    issuer: demonstrationIssuer(settings),
    clientId: 'chancery',
    clientSecret: createHmac('sha256', secret).update('demonstration client').digest('base64url'),
  }
}

/** The demonstration provider's issuer under these settings, whether it runs or not. */
export function demonstrationIssuer(settings: Environment): string {
  return `http://localhost:${settings.DEMO_PROVIDER_PORT ?? settings.PORT + 1}`
}
