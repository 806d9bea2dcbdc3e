import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { endOtherSessions, endOwnSession } from '#lib/auth/own-sessions.ts'
import { readerOf } from '#lib/auth/reader.ts'
import { returnPath, signInPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { authSettings } from '#lib/auth/settings.ts'

/** Takes the forms under "My sessions": field `session` names the one to end, or `others`. */
export async function receiveSessionForm(request: Request): Promise<Response> {
  try {
    const form = await readOwnForm(request)
    const callbackUrl = returnPath(authSettings().origin, form.get('callbackUrl'), '/my')
    const reader = await readerOf(request.headers.get('cookie'))
    if (!reader) return seeOther(signInPath(callbackUrl))
    const wanted = form.get('session') ?? ''
    if (wanted === 'others') await endOtherSessions(reader)
    else await endOwnSession(reader, wanted)
    return seeOther(callbackUrl)
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}
