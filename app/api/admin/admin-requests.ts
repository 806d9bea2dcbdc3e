import { z } from 'zod'
import { endSessions, giveRole, resume, suspend, takeRole, type Administered } from '#lib/auth/administration.ts'
import { type Administrator, asAdministrator } from '#lib/auth/administrator.ts'
import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { readerOf } from '#lib/auth/reader.ts'
import { languageOf, returnPath, signInPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { localPath } from '#lib/i18n/languages.ts'

const person = z.string().regex(/^[A-Za-z0-9-]{1,64}$/)
const role = z.string().regex(/^[a-z][a-z0-9-]{0,47}$/)

const fieldsSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('grant'), person, role }),
  z.object({ action: z.literal('revoke'), person, role }),
  z.object({ action: z.literal('suspend'), person }),
  z.object({ action: z.literal('resume'), person }),
  z.object({ action: z.literal('end-sessions'), person }),
])

type Fields = z.infer<typeof fieldsSchema>

/** Takes the forms of the pages for administrators. For everybody else there is nothing at this address. */
export async function receiveAdminForm(request: Request): Promise<Response> {
  try {
    const form = await readOwnForm(request)
    const back = returnPath(authSettings().origin, form.get('callbackUrl'), '/admin')
    const reader = await readerOf(request.headers.get('cookie'))
    if (!reader) return seeOther(signInPath(back))
    const administrator = asAdministrator(reader)
    if (!administrator) return new Response('There is nothing here.\n', { status: 404, headers: { 'cache-control': 'private, no-store' } })
    const fields = fieldsSchema.safeParse(Object.fromEntries(form))
    if (!fields.success) throw new FormRefused(400, 'This form does not say what is to be done, and to whom.')
    const outcome = await carryOut(administrator, fields.data)
    const language = languageOf(back)
    const page = localPath(language, `/admin/people/${fields.data.person}`)
    if (outcome === 'confirm')
      return seeOther(`${localPath(language, '/my/account/confirm')}?${new URLSearchParams({ next: page }).toString()}`)
    return seeOther(`${page}?said=${outcome}`)
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}

function carryOut(administrator: Administrator, fields: Fields): Promise<Administered> {
  switch (fields.action) {
    case 'grant':
      return giveRole(administrator, fields.person, fields.role)
    case 'revoke':
      return takeRole(administrator, fields.person, fields.role)
    case 'suspend':
      return suspend(administrator, fields.person)
    case 'resume':
      return resume(administrator, fields.person)
    case 'end-sessions':
      return endSessions(administrator, fields.person)
  }
}
