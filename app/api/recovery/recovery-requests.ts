import { z } from 'zod'
import { addressSchema } from '#lib/alerts/delivery.ts'
import { SignInRefused } from '#lib/auth/errors.ts'
import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { languageOf, returnPath, signInPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { endSession } from '#lib/auth/session.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { userAgentOf } from '#lib/auth/user-agent.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { recover, sendRecoveryLinks } from '#lib/recovery/recovery-link.ts'

const fieldsSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('ask'), address: z.string() }),
  z.object({ action: z.literal('return'), token: z.string().max(200) }),
])

/** Takes the forms of whoever can't get in any more: a link is asked for, or they came by one. `later` does work when the answer is gone. */
export async function receiveRecoveryForm(request: Request, later: (work: () => Promise<void>) => void): Promise<Response> {
  try {
    const form = await readOwnForm(request)
    const language = languageOf(returnPath(authSettings().origin, form.get('callbackUrl'), '/sign-in/recover'))
    const fields = fieldsSchema.safeParse(Object.fromEntries(form))
    if (!fields.success) throw new FormRefused(400, 'This form does not say what is to be done.')
    if (authSettings().environment.SIGN_IN === 'off') return seeOther(signInPath('/', { error: 'off' }))
    return fields.data.action === 'ask' ? ask(fields.data.address, language, later) : await comeBack(request, fields.data.token, language)
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}

function ask(typed: string, language: Language, later: (work: () => Promise<void>) => void): Response {
  const page = localPath(language, '/sign-in/recover')
  const address = addressSchema.safeParse(typed.trim())
  if (!address.success) return seeOther(`${page}?${new URLSearchParams({ said: 'address', address: typed.slice(0, 254) }).toString()}`)
  // Afterwards, so that the time of the answer does not tell either whether there is an account.
  later(() => sendRecoveryLinks(address.data, language))
  return seeOther(`${page}?said=sent`)
}

async function comeBack(request: Request, token: string, language: Language): Promise<Response> {
  const account = localPath(language, '/my/account')
  try {
    const cookie = await recover(token, userAgentOf(request.headers))
    if (cookie === null) return seeOther(localPath(language, `/sign-in/recover/${encodeURIComponent(token || '-')}`))
    await endSession(request.headers.get('cookie'))
    return seeOther(`${account}/link`, [cookie])
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error
    return seeOther(signInPath(account, { error: error.code }))
  }
}
