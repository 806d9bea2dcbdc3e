import { describe, expect, it } from 'vitest'
import type { ProviderId } from '#lib/auth/providers.ts'
import { locationOf } from '#tests/support/auth-browser.ts'
import { LocalFacebook, LocalLinkedIn, LocalYahoo } from '#tests/support/known-providers.ts'
import type { Person, Tricks } from '#tests/support/openid-provider.ts'
import { stageSignIn } from '#tests/support/sign-in-scene.ts'

const scene = stageSignIn()

/** Signs in with the provider `id`; where the site then sends the browser, or the error it shows. */
async function signIn(id: ProviderId, person: Person): Promise<string> {
  const start = await scene.browser.follow(`/api/auth/start/${id}?callbackUrl=/faq`)
  const end = new URL(locationOf(await scene.browser.send(scene.provider.authorize(locationOf(start), person))))
  return end.searchParams.get('error') ?? end.pathname
}

const error = (name: string): Tricks => ({
  callback: (parameters) => {
    parameters.delete('code')
    parameters.set('error', name)
    parameters.set('error_description', '<b>Fehler</b>')
  },
})

describe('Facebook', () => {
  const settings = { FACEBOOK_CLIENT_ID: '1234567890', FACEBOOK_CLIENT_SECRET: 'app secret' }
  const begin = (person: Record<string, unknown>) => {
    const facebook = new LocalFacebook(settings.FACEBOOK_CLIENT_ID, settings.FACEBOOK_CLIENT_SECRET)
    facebook.person = person
    scene.beginWith(settings, facebook)
    return facebook
  }

  it('signs in by the number of the person in this app, with name and address', async () => {
    begin({ id: '10158000000000001', name: 'Fay', email: 'Fay@example.org', picture: 'never asked for' })
    expect(await signIn('facebook', { sub: 'x' }), scene.log.join()).toBe('/faq')
    expect(await scene.person()).toMatchObject({
      name: 'Fay',
      email: 'fay@example.org',
      issuer: 'https://www.facebook.com',
      subject: '10158000000000001',
      provider: 'facebook',
    })
  })

  it('signs in people who have no address, or keep theirs back', async () => {
    begin({ id: '2', name: 'Gus' })
    expect(await signIn('facebook', { sub: 'x' })).toBe('/faq')
    expect(await scene.person()).toMatchObject({ name: 'Gus', email: null })
  })

  it('keeps two people apart who have one address', async () => {
    begin({ id: '31', name: 'One', email: 'one@example.org' })
    await signIn('facebook', { sub: 'x' })
    const first = await scene.person()
    begin({ id: '32', name: 'Two', email: 'one@example.org' })
    await signIn('facebook', { sub: 'x' })
    expect((await scene.person())?.id).not.toBe(first?.id)
  })

  it.each<[string, Record<string, unknown>]>([
    ['no number', { name: 'Nobody' }],
    ['a number that is none', { id: 'me' }],
    ['a number that is not text', { id: 7 }],
  ])('is refused when the person has %s', async (_, person) => {
    begin(person)
    expect(await signIn('facebook', { sub: 'x' })).toBe('unreachable')
    expect(await scene.person()).toBeNull()
  })

  it('is refused with a wrong secret, whose error it tells in a form of its own', async () => {
    begin({ id: '4' })
    scene.beginWith({ ...settings, FACEBOOK_CLIENT_SECRET: 'other' }, new LocalFacebook(settings.FACEBOOK_CLIENT_ID, 'app secret'))
    expect(await signIn('facebook', { sub: 'x' }), scene.log.join()).toBe('refused')
    expect(scene.log.join()).not.toContain('validating')
  })

  it('says so plainly when the person cannot be asked for', async () => {
    begin({ id: '5' }).error = { message: 'Error validating access token', type: 'OAuthException', code: 190 }
    expect(await signIn('facebook', { sub: 'x' })).toBe('unreachable')
    expect(await scene.person()).toBeNull()
  })

  it('says that the person declined', async () => {
    begin({ id: '6' }).tricks = error('access_denied')
    expect(await signIn('facebook', { sub: 'x' })).toBe('cancelled')
  })
})

describe('LinkedIn', () => {
  const settings = { LINKEDIN_CLIENT_ID: '77abc', LINKEDIN_CLIENT_SECRET: 'WPL_AP1.secret==' }
  const begin = () => scene.beginWith(settings, new LocalLinkedIn(settings.LINKEDIN_CLIENT_ID, settings.LINKEDIN_CLIENT_SECRET))

  it('signs in with state alone and its secret in the body, since it takes neither nonce nor PKCE', async () => {
    begin()
    const location = new URL(locationOf(await scene.browser.follow('/api/auth/start/linkedin')))
    expect([...location.searchParams.keys()].toSorted()).toEqual(['client_id', 'redirect_uri', 'response_type', 'scope', 'state'])
    expect(await signIn('linkedin', { sub: '782bbtaQ', name: 'Lin', email: 'lin@example.org' }), scene.log.join()).toBe('/faq')
    expect(await scene.person()).toMatchObject({
      name: 'Lin',
      email: 'lin@example.org',
      issuer: 'https://www.linkedin.com/oauth',
      subject: '782bbtaQ',
      provider: 'linkedin',
    })
  })

  it('is refused all the same with a wrong state, a code that was used, or a token that another key signed', async () => {
    begin()
    scene.provider.tricks = { callback: (parameters) => parameters.set('state', 'x'.repeat(43)) }
    expect(await signIn('linkedin', { sub: 'a' })).toBe('state')
    scene.provider.tricks = { callback: (parameters) => parameters.set('code', 'used') }
    expect(await signIn('linkedin', { sub: 'a' })).toBe('refused')
    scene.provider.tricks = { idToken: async (claims, sign) => `${(await sign(claims)).slice(0, -20)}${'A'.repeat(20)}` }
    expect(await signIn('linkedin', { sub: 'a' })).toBe('refused')
    expect(await scene.person()).toBeNull()
  })

  it.each(['user_cancelled_login', 'user_cancelled_authorize'])('says that the person declined by a word of its own: %s', async (word) => {
    begin()
    scene.provider.tricks = error(word)
    expect(await signIn('linkedin', { sub: 'a' })).toBe('cancelled')
  })

  it('says so plainly when it reports an error, and repeats nothing of it', async () => {
    begin()
    scene.provider.tricks = error('unauthorized_scope_error')
    expect(await signIn('linkedin', { sub: 'a' })).toBe('answer')
    expect(scene.log.join()).not.toContain('Fehler')
  })
})

describe('Yahoo', () => {
  const settings = { YAHOO_CLIENT_ID: 'dj0yJmk9abc', YAHOO_CLIENT_SECRET: 'secret' }
  const begin = () => scene.beginWith(settings, new LocalYahoo(settings.YAHOO_CLIENT_ID, settings.YAHOO_CLIENT_SECRET))

  it('signs in with state and nonce, tokens signed with ES256, and the name from userinfo', async () => {
    begin()
    expect(await signIn('yahoo', { sub: 'FQBKKPQPEAH', name: 'Yuri', email: 'yuri@yahoo.example' }), scene.log.join()).toBe('/faq')
    expect(await scene.person()).toMatchObject({
      name: 'Yuri',
      email: 'yuri@yahoo.example',
      issuer: 'https://api.login.yahoo.com',
      subject: 'FQBKKPQPEAH',
      provider: 'yahoo',
    })
    expect(scene.provider.asked).toContain('GET /openid/v1/userinfo')
  })

  it.each<[string, Tricks]>([
    ['another nonce', { claims: (claims) => ({ ...claims, nonce: 'n'.repeat(43) }) }],
    ['userinfo of somebody else', { userInfo: (claims) => ({ ...claims, sub: 'eve' }) }],
    ['another issuer', { claims: (claims) => ({ ...claims, iss: 'https://login.yahoo.com' }) }],
  ])('is refused with %s', async (_, tricks) => {
    begin()
    scene.provider.tricks = tricks
    expect(await signIn('yahoo', { sub: 'a' })).toBe('refused')
    expect(await scene.person()).toBeNull()
  })

  it('says that the person declined', async () => {
    begin()
    scene.provider.tricks = error('access_denied')
    expect(await signIn('yahoo', { sub: 'a' })).toBe('cancelled')
  })
})
