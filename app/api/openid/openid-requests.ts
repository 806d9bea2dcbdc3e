import { makeCookie } from '#lib/auth/cookie-headers.ts'
import { findProvider } from '#lib/auth/issuers/find-issuer.ts'
import { TYPED_COOKIE, TYPED_SECONDS } from '#lib/auth/issuers/typed-identifier.ts'
import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { refusalOf } from '#lib/auth/refusal.ts'
import { languageOf, returnPath, signInPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { localPath } from '#lib/i18n/languages.ts'

const KEPT_LENGTH_MAX = 300

/** Takes the field "Your OpenID". It leads to the page that says where one is about to go, or back to the field, which then says what
 *  is wrong and holds what was typed. */
export async function receiveOpenId(request: Request): Promise<Response> {
  try {
    const form = await readOwnForm(request)
    const settings = authSettings()
    const callbackUrl = returnPath(settings.origin, form.get('callbackUrl'), '/my')
    const typed = form.get('identifier') ?? ''
    // Not in the address, which would leave a person's own address in logs.
    const kept = [makeCookie(settings.origin, TYPED_COOKIE, typed.slice(0, KEPT_LENGTH_MAX), TYPED_SECONDS)]
    try {
      const provider = await findProvider(settings, typed, request.headers.get('x-forwarded-for') ?? '')
      // The page asks first: a form may not lead to another site, and the person has not yet seen where they are going.
      const query = new URLSearchParams({ callbackUrl, ask: 'first' })
      return seeOther(`${localPath(languageOf(callbackUrl), `/sign-in/${provider}`)}?${query.toString()}`, kept)
    } catch (error) {
      const { code, reason } = refusalOf(error)
      settings.log(`An OpenID was refused (${code}): ${reason}.`)
      return seeOther(`${signInPath(callbackUrl, { error: code })}#openid`, kept)
    }
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}
