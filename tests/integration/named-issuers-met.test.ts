import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { keepAdministratorsClient } from '#lib/auth/issuers/issuer-client.ts'
import { issuerIdOf } from '#lib/auth/issuers/issuer-id.ts'
import { listIssuers } from '#lib/auth/issuers/known-issuers.ts'
import { issuers } from '#lib/auth/schema.ts'
import { authSettings, setAuthSettings } from '#lib/auth/settings.ts'
import { database } from '#lib/db/connection.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import { rowOf, siteIn, stageNamedIssuers, Visitor, world } from '#tests/support/named-issuer-scene.ts'
import { type OpenTraits, worldOf } from '#tests/support/open-issuer.ts'

const ana = { sub: 'ana', name: 'Ana', email: 'ana@example.org' }
const CANNOT = `${SITE}/es/sign-in?error=`

stageNamedIssuers()

describe('becoming known to the issuer', () => {
  it('oidcc-client-test-dynamic-registration: registers once, for this callback address alone, and proves itself by its key', async () => {
    const { issuer, log } = await world()
    expect(await new Visitor().signIn(issuer.traits.issuer, issuer, ana), log.join()).toBe(`${SITE}/es/my`)
    expect(await new Visitor().signIn(issuer.traits.issuer, issuer, ana)).toBe(`${SITE}/es/my`)
    expect(issuer.registrations).toEqual([
      expect.objectContaining({
        redirect_uris: [`${SITE}/api/auth/callback/${issuerIdOf(issuer.traits.issuer)}`],
        token_endpoint_auth_method: 'private_key_jwt',
        jwks_uri: `${SITE}/api/openid/keys`,
        id_token_signed_response_alg: 'RS256',
      }),
    ])
  })

  it.each(['client_secret_basic', 'client_secret_post', 'none'])(
    'proves itself by %s where that is all there is, and keeps a secret sealed',
    async (method) => {
      const { issuer, log } = await world({ takesRegistrations: true, methods: [method] })
      expect(await new Visitor().signIn(issuer.traits.issuer, issuer, ana), log.join()).toBe(`${SITE}/es/my`)
      const [client] = [...issuer.clients.values()]
      expect(client?.method).toBe(method)
      expect(JSON.stringify(await database().select().from(issuers))).not.toContain(client?.secret ?? 'client-')
    },
  )

  it('registers with the next method where the best is granted to nobody', async () => {
    const { issuer, log } = await world({
      takesRegistrations: true,
      registrationAnswer: (asked, honest) =>
        asked['token_endpoint_auth_method'] === 'private_key_jwt'
          ? Response.json({ error: 'invalid_client_metadata' }, { status: 400 })
          : Response.json(honest, { status: 201 }),
    })
    expect(await new Visitor().signIn(issuer.traits.issuer, issuer, ana), log.join()).toBe(`${SITE}/es/my`)
    expect(issuer.registrations.map((asked) => asked['token_endpoint_auth_method'])).toEqual(['private_key_jwt', 'client_secret_basic'])
  })

  it.each<[string, OpenTraits['registrationAnswer'], string]>([
    ['that wants a token of its own', () => Response.json({ error: 'invalid_token' }, { status: 401 }), 'registration'],
    ['without a client id', () => Response.json({}, { status: 201 }), 'registration'],
    [
      'with a method that the site does not know',
      (_, honest) => Response.json({ ...honest, token_endpoint_auth_method: 'tls_client_auth' }),
      'registration',
    ],
    [
      'with a secret that is none',
      (_, honest) => Response.json({ ...honest, token_endpoint_auth_method: 'client_secret_basic' }),
      'registration',
    ],
    ['with symmetric signatures', (_, honest) => Response.json({ ...honest, id_token_signed_response_alg: 'HS256' }), 'flow'],
    ['with a novel for a client id', () => Response.json({ client_id: 'x'.repeat(10_000) }, { status: 201 }), 'registration'],
  ])('says so plainly after a registration %s, and notes it for administrators', async (_, registrationAnswer, code) => {
    const { issuer } = await world({ takesRegistrations: true, registrationAnswer })
    expect(await new Visitor().signIn(issuer.traits.issuer, issuer, ana)).toMatch(`${CANNOT}issuer-${code}&`)
    const listed = (await listIssuers(authSettings().environment)).find((one) => one.issuer === issuer.traits.issuer)
    expect(listed).toMatchObject({ client: null, accounts: 0, isAllowed: true, lastError: expect.stringContaining(`issuer-${code}`) })
  })

  it.each([
    [['private_key_jwt'], ''],
    [['client_secret_basic', 'none'], '/public'],
  ])('is known by an address where the issuer reads documents, and then registers nowhere: %j', async (methods, ending) => {
    const { issuer, log } = await world({ takesDocuments: true, takesRegistrations: true, methods })
    expect(await new Visitor().signIn(issuer.traits.issuer, issuer, ana), log.join()).toBe(`${SITE}/es/my`)
    expect([...issuer.clients.keys()]).toEqual([`${SITE}/api/openid/client/${issuerIdOf(issuer.traits.issuer)}${ending}`])
    expect(issuer.registrations).toEqual([])
  })

  it('registers where the issuer reads documents but takes no method that a document may name', async () => {
    const { issuer, log } = await world({ takesDocuments: true, takesRegistrations: true, methods: ['client_secret_basic'] })
    expect(await new Visitor().signIn(issuer.traits.issuer, issuer, ana), log.join()).toBe(`${SITE}/es/my`)
    expect(issuer.registrations).toHaveLength(1)
  })

  it('renews a registration whose secret has ended', async () => {
    const ends = { at: Math.floor(Date.now() / 1000) + 3600 }
    const { issuer, log } = await world({
      takesRegistrations: true,
      methods: ['client_secret_basic'],
      get secretEnds() {
        return ends.at
      },
    })
    await new Visitor().signIn(issuer.traits.issuer, issuer, ana)
    await database().update(issuers).set({ clientExpiresAt: new Date() }).where(eq(issuers.issuer, issuer.traits.issuer))
    expect(await new Visitor().signIn(issuer.traits.issuer, issuer, ana), log.join()).toBe(`${SITE}/es/my`)
    expect(issuer.registrations).toHaveLength(2)
    expect((await rowOf(issuer.traits.issuer))?.clientExpiresAt?.getTime()).toBe(ends.at * 1000)
  })

  it('renews a registration that the token endpoint no longer knows, when one signs in once more', async () => {
    const { issuer, log } = await world()
    const visitor = new Visitor()
    const place = await visitor.type(issuer.traits.issuer)
    const back = issuer.authorize(await visitor.goOn(place), ana)
    issuer.clients.clear()
    const answer = await visitor.browser.send(back)
    expect(answer.headers.get('location')).toMatch(`${CANNOT}issuer-renewed&`)
    expect(await visitor.finish(place, issuer, ana), log.join()).toBe(`${SITE}/es/my`)
    expect(issuer.registrations).toHaveLength(2)
  })

  it('renews a registration that the sign-in page no longer knows', async () => {
    const { issuer, log } = await world()
    const visitor = new Visitor()
    const place = await visitor.type(issuer.traits.issuer)
    issuer.tricks = { callback: (parameters) => (parameters.delete('code'), parameters.set('error', 'unauthorized_client')) }
    expect(await visitor.finish(place, issuer, ana)).toMatch(`${CANNOT}issuer-renewed&`)
    issuer.tricks = {}
    expect(await visitor.finish(place, issuer, ana), log.join()).toBe(`${SITE}/es/my`)
  })

  it('looks whether an old registration still stands, where that can be asked, before anybody is sent there (RFC 7592)', async () => {
    const { issuer, log } = await world({ takesRegistrations: true, isManaged: true })
    const age = () =>
      database()
        .update(issuers)
        .set({ clientProvedAt: new Date(Date.now() - 2 * 86_400_000) })
        .where(eq(issuers.issuer, issuer.traits.issuer))
    await new Visitor().signIn(issuer.traits.issuer, issuer, ana)
    await age()
    await new Visitor().signIn(issuer.traits.issuer, issuer, ana)
    expect(issuer.registrations, 'it stood').toHaveLength(1)
    await age()
    issuer.clients.clear()
    expect(await new Visitor().signIn(issuer.traits.issuer, issuer, ana), log.join()).toBe(`${SITE}/es/my`)
    expect(issuer.registrations, 'it was gone').toHaveLength(2)
  })

  it('makes one client when two come first at the same moment', async () => {
    const { issuer } = await world()
    const outward = worldOf(issuer)
    siteIn(async (address, init) => {
      // The issuer takes its time: longer than the other visitor needs to get as far.
      if (init?.method === 'POST') for (let turn = 0; turn < 20; turn += 1) await database().execute(sql`select 1`)
      return outward(address, init)
    })
    const visitors = [new Visitor(), new Visitor()]
    const places = await Promise.all(visitors.map((visitor) => visitor.type(issuer.traits.issuer)))
    const locations = await Promise.all(visitors.map((visitor, index) => visitor.goOn(places[index] ?? new URL(SITE))))
    expect(new Set(locations.map((location) => new URL(location).searchParams.get('client_id'))).size).toBe(1)
    expect(issuer.registrations).toHaveLength(1)
  })

  it('uses the client that an administrator made before any other', async () => {
    const { issuer, log } = await world({ takesDocuments: true, takesRegistrations: true })
    const id = issuerIdOf(issuer.traits.issuer)
    const secret = 'of the administrators'
    issuer.clients.set('made', { redirectUris: [`${SITE}/api/auth/callback/${id}`], method: 'client_secret_post', secret })
    await keepAdministratorsClient(authSettings(), issuer.traits.issuer, { clientId: 'made', method: 'client_secret_post', secret })
    const visitor = new Visitor()
    expect(await visitor.signIn(issuer.traits.issuer, issuer, ana), log.join()).toBe(`${SITE}/es/my`)
    expect([...issuer.clients.keys()]).toEqual(['made'])
    issuer.clients.clear()
    const again = new Visitor()
    const place = await again.type(issuer.traits.issuer)
    issuer.clients.set('made', { redirectUris: [`${SITE}/api/auth/callback/${id}`], method: 'client_secret_post', secret: 'another' })
    expect(await again.finish(place, issuer, ana)).toMatch(`${CANNOT}issuer-client&`)
    expect((await rowOf(issuer.traits.issuer))?.clientKind, 'only they can mend it').toBe('administrator')
  })

  it('registers anew when the secret of the site has changed', async () => {
    const { issuer, log } = await world({ takesRegistrations: true, methods: ['client_secret_basic'] })
    await new Visitor().signIn(issuer.traits.issuer, issuer, ana)
    setAuthSettings({ ...authSettings(), secret: 'another secret of at least 32 characters' })
    expect(await new Visitor().signIn(issuer.traits.issuer, issuer, ana), log.join()).toBe(`${SITE}/es/my`)
    expect(issuer.registrations).toHaveLength(2)
  })
})
