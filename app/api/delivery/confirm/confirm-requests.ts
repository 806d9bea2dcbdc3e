import { confirmAddress } from '#lib/alerts/delivery.ts'
import { readLinkToken } from '#lib/alerts/link-token.ts'
import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { languageOf, returnPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { localPath } from '#lib/i18n/languages.ts'

/** Takes the form behind the link of a confirmation: by it, and not by the link, since programs open links too. Whoever has the link gets mail there, so
 *  nobody needs to be signed in. */
export async function receiveConfirmation(request: Request): Promise<Response> {
  try {
    const form = await readOwnForm(request)
    const language = languageOf(returnPath(authSettings().origin, form.get('callbackUrl'), '/my/mail'))
    const token = form.get('token') ?? ''
    const id = readLinkToken('confirm', token)
    const confirmed = id === null ? null : await confirmAddress(id)
    if (confirmed === null) return seeOther(localPath(language, `/my/mail/confirm/${encodeURIComponent(token.slice(0, 200) || '-')}`))
    return seeOther(`${localPath(language, '/my/mail')}?told=confirmed`)
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}
