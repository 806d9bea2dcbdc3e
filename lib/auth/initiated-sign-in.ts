import { FormRefused, readForm } from './own-form.ts'
import { findProviderOfIssuer } from './provider/relying-party.ts'
import { returnPath, signInPath } from './return-address.ts'
import { seeOther } from './see-other.ts'
import { authSettings } from './settings.ts'

const FALLBACK = '/my'

/**
 * Takes a wish of somebody else's page that the person sign in with an issuer, and come to a page of ours: leads to our page that
 * says where one is about to go, as for every link from elsewhere. An issuer that nobody can sign in with here is refused, and a
 * target outside the site forgotten.
 * @see OpenID Connect Core 1.0, section 4
 */
export async function receiveInitiation(request: Request): Promise<Response> {
  try {
    const wish = request.method === 'POST' ? await readForm(request) : new URL(request.url).searchParams
    const settings = authSettings()
    const target = returnPath(settings.origin, single(wish, 'target_link_uri'), FALLBACK)
    const issuer = single(wish, 'iss')
    const provider = issuer === null ? null : await findProviderOfIssuer(settings, issuer)
    if (!provider) return seeOther(signInPath(target, { error: 'provider' }))
    const hint = single(wish, 'login_hint')
    return seeOther(signInPath(target, hint ? { login_hint: hint } : {}).replace('/sign-in?', `/sign-in/${provider}?`))
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}

/** The value of a parameter that is there once. */
function single(wish: URLSearchParams, name: string): string | null {
  const values = wish.getAll(name)
  return values.length === 1 ? (values[0] ?? null) : null
}
