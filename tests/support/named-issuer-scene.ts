import { eq } from 'drizzle-orm'
import { afterAll, beforeAll } from 'vitest'
import { receiveOpenId } from '#app/api/openid/openid-requests.ts'
import type { Outward } from '#lib/auth/outward.ts'
import { authSettings, setAuthSettings } from '#lib/auth/settings.ts'
import { type Person as SignedIn, personOf } from '#lib/auth/session.ts'
import { issuers } from '#lib/auth/schema.ts'
import { closeDatabase, database, openDatabase } from '#lib/db/connection.ts'
import { AuthBrowser, locationOf } from './auth-browser.ts'
import { installAuthSettings, SITE } from './auth-settings.ts'
import { createDatabase } from './database.ts'
import { OpenIssuer, type OpenTraits, worldOf } from './open-issuer.ts'
import type { Person } from './openid-provider.ts'

let visitors = 0
let hosts = 0

/** A visitor of a site, who has an OpenID somewhere in the outside world. */
export class Visitor {
  readonly origin: string
  readonly browser: AuthBrowser
  /** Nobody shares their allowance of lookups with a visitor of another test. */
  readonly address = `198.51.100.${(visitors += 1)}`

  constructor(origin: string = SITE) {
    this.origin = origin
    this.browser = new AuthBrowser(origin)
  }

  /** Types an OpenID. The path of the site that this leads to. */
  async type(identifier: string, callbackUrl = '/es/my', more: Record<string, string> = {}): Promise<URL> {
    const answer = await this.browser.send(
      '/api/openid',
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: this.origin, 'x-forwarded-for': this.address, ...more },
        body: new URLSearchParams({ identifier, callbackUrl }).toString(),
      },
      receiveOpenId,
    )
    return new URL(locationOf(answer))
  }

  /** The error that typing `identifier` leads to; the path, if it leads on. */
  async problemOf(identifier: string): Promise<string> {
    const place = await this.type(identifier)
    return place.searchParams.get('error') ?? place.pathname
  }

  /** Goes on from the page that names the host: where the browser is sent. */
  async goOn(place: URL): Promise<string> {
    const provider = place.pathname.split('/').at(-1) ?? ''
    const query = new URLSearchParams({ callbackUrl: place.searchParams.get('callbackUrl') ?? '' })
    return locationOf(await this.browser.follow(`/api/auth/start/${provider}?${query.toString()}`))
  }

  /** Signs in at `issuer` from what was typed; where the site sends the browser in the end. */
  async signIn(identifier: string, issuer: OpenIssuer, person: Person): Promise<string> {
    const place = await this.type(identifier)
    if (place.searchParams.has('error')) return place.href
    return this.finish(place, issuer, person)
  }

  async finish(place: URL, issuer: OpenIssuer, person: Person): Promise<string> {
    const location = await this.goOn(place)
    if (new URL(location).origin === this.origin) return location
    return locationOf(await this.browser.send(issuer.authorize(location, person)))
  }

  person(): Promise<SignedIn | null> {
    return personOf(this.browser.cookieHeader)
  }
}

/** Installs a site at `origin` whose outside world is `outward`; the lines that it logs. */
export function siteIn(outward: Outward, settings: Record<string, unknown> = {}, origin: string = SITE): string[] {
  const lines = installAuthSettings(settings, outward)
  setAuthSettings({ ...authSettings(), origin })
  return lines
}

/** Registers the hooks that give this test file a database. */
export function stageNamedIssuers(): void {
  let own: Awaited<ReturnType<typeof createDatabase>>
  beforeAll(async () => {
    own = await createDatabase()
    openDatabase(own.url)
  })
  afterAll(async () => {
    setAuthSettings(null)
    await closeDatabase()
    await own.drop()
  })
}

/** A host that no other test has. */
export function newHost(): string {
  return `id-${(hosts += 1)}.example.org`
}

/** An issuer, the only thing in the outside world, and what the site logs of it. */
export async function world(
  open: OpenTraits = { takesRegistrations: true },
  settings: Record<string, unknown> = {},
  address = `https://${newHost()}`,
): Promise<{ readonly issuer: OpenIssuer; readonly address: string; readonly log: readonly string[] }> {
  const issuer = new OpenIssuer(address, open)
  const log = siteIn(worldOf(issuer), settings)
  await issuer.fetchKeys()
  return { issuer, address, log }
}

/** What is kept of the issuer at `address`. */
export async function rowOf(address: string): Promise<typeof issuers.$inferSelect | undefined> {
  const [row] = await database().select().from(issuers).where(eq(issuers.issuer, address))
  return row
}
