import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type ErrandKind, withErrand } from '#lib/auth/errand.ts'
import { type Person as SignedIn, personOf } from '#lib/auth/session.ts'
import { setAuthSettings } from '#lib/auth/settings.ts'
import { closeDatabase, openDatabase } from '#lib/db/connection.ts'
import { AuthBrowser, locationOf } from './auth-browser.ts'
import { installAuthSettings, SITE } from './auth-settings.ts'
import { createDatabase } from './database.ts'
import { LocalProvider, type Person, type ProviderTraits } from './openid-provider.ts'

export const ana: Person = { sub: 'ana', name: 'Ana', email: 'ana@example.org' }
export const traits = { issuer: 'https://id.example.org', clientId: 'site', secret: 'se cret:1' }
export const variables = {
  OPENID_ISSUER: traits.issuer,
  OPENID_CLIENT_ID: traits.clientId,
  OPENID_CLIENT_SECRET: traits.secret,
}

/** A site, one browser, and a generic OpenID provider; a new provider and browser for each test of the file. */
export class SignInScene {
  provider = new LocalProvider(traits)
  browser = new AuthBrowser(SITE)
  log: string[] = []

  begin(settings: Record<string, unknown> = variables, of: ProviderTraits = traits): void {
    this.beginWith(settings, new LocalProvider(of))
  }

  beginWith(settings: Record<string, unknown>, provider: LocalProvider): void {
    this.provider = provider
    this.browser = new AuthBrowser(SITE)
    this.log = installAuthSettings(settings, this.provider.outward)
  }

  /** Signs in with whatever tricks the provider has; the last answer of the site. */
  async signIn(person: Person = ana, callbackUrl = '/fact-sheets/peru?x=1#top'): Promise<Response> {
    const start = await this.browser.follow(`/api/auth/start/openid?${new URLSearchParams({ callbackUrl }).toString()}`)
    return this.browser.send(this.provider.authorize(locationOf(start), person))
  }

  /** Has whoever is signed in prove something more to the provider, as `person` there, for `kind`; the last answer of the site. */
  async prove(kind: Exclude<ErrandKind, 'sign-in'>, person: Person, path = '/my/account'): Promise<Response> {
    const start = await this.browser.follow(
      `/api/auth/start/openid?${new URLSearchParams({ callbackUrl: withErrand(path, kind) }).toString()}`,
    )
    const location = locationOf(start)
    return location.startsWith(SITE) ? start : this.browser.send(this.provider.authorize(location, person))
  }

  person(): Promise<SignedIn | null> {
    return personOf(this.browser.cookieHeader)
  }
}

/** Registers the hooks that give this test file a database and `scene` its parts. */
export function stageSignIn(): SignInScene {
  const scene = new SignInScene()
  let own: Awaited<ReturnType<typeof createDatabase>>
  beforeAll(async () => {
    own = await createDatabase()
    openDatabase(own.url)
  })
  beforeEach(() => scene.begin())
  afterAll(async () => {
    setAuthSettings(null)
    await closeDatabase()
    await own.drop()
  })
  return scene
}

/** `object` without what it has under `key`. */
export function without(object: Record<string, unknown>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))
}
