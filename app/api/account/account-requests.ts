import { z } from 'zod'
import { mergePeople } from '#lib/own-data/merge-people.ts'
import { type Unlinking, unlinkIdentity } from '#lib/auth/identities.ts'
import { declineMerge } from '#lib/auth/link-intent.ts'
import { rotateSession } from '#lib/auth/open-session.ts'
import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { type Reader, readerOf } from '#lib/auth/reader.ts'
import { languageOf, returnPath, signInPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { removeRecovery, setRecovery } from '#lib/recovery/own-recovery.ts'
import { localPath } from '#lib/i18n/languages.ts'

const fieldsSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('unlink'), issuer: z.string().min(1).max(2000), subject: z.string().min(1).max(255) }),
  z.object({ action: z.literal('merge') }),
  z.object({ action: z.literal('keep-apart') }),
  z.object({ action: z.literal('set-recovery') }),
  z.object({ action: z.literal('remove-recovery') }),
])

type Fields = z.infer<typeof fieldsSchema>

/** What the page of the account says after a form, by its query. */
type Said = 'unlinked' | 'merged' | 'apart' | 'otherWay' | 'unknownWay' | 'tooLate' | 'recoverySet' | 'recoveryRemoved' | 'recoveryRefused'

const UNLINKED = { done: 'unlinked', other: 'otherWay', unknown: 'unknownWay' } as const satisfies Record<
  Exclude<Unlinking, 'confirm'>,
  Said
>

/** Takes the forms about ways in: one is removed; another account is joined with one's own, or left alone; a mail may bring one back, or not. */
export async function receiveAccountForm(request: Request, joinAuthors: (from: string, to: string) => Promise<void>): Promise<Response> {
  try {
    const form = await readOwnForm(request)
    const path = returnPath(authSettings().origin, form.get('callbackUrl'), '/my/account')
    const fields = fieldsSchema.safeParse(Object.fromEntries(form))
    if (!fields.success) throw new FormRefused(400, 'This form does not say what is to be done.')
    const reader = await readerOf(request.headers.get('cookie'))
    if (!reader) return seeOther(signInPath(path))
    return await carryOut(reader, fields.data, localPath(languageOf(path), '/my/account'), joinAuthors)
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}

async function carryOut(
  reader: Reader,
  fields: Fields,
  account: string,
  joinAuthors: (from: string, to: string) => Promise<void>,
): Promise<Response> {
  const say = (said: Said, cookies: readonly string[] = []) => seeOther(`${account}?said=${said}`, cookies)
  const confirmFirst = () => seeOther(`${account}/confirm?${new URLSearchParams({ next: account }).toString()}`)
  switch (fields.action) {
    case 'unlink': {
      const outcome = await unlinkIdentity(reader, fields.issuer, fields.subject)
      if (outcome === 'confirm') return confirmFirst()
      return say(UNLINKED[outcome], outcome === 'done' ? [await rotateSession(reader.sessionId)] : [])
    }
    case 'merge':
      return (await mergePeople(reader, joinAuthors)) ? say('merged', [await rotateSession(reader.sessionId)]) : say('tooLate')
    case 'keep-apart':
      await declineMerge(reader)
      return say('apart')
    case 'set-recovery':
    case 'remove-recovery': {
      const isSet = fields.action === 'set-recovery'
      const outcome = await (isSet ? setRecovery(reader) : removeRecovery(reader))
      if (outcome === 'confirm') return confirmFirst()
      return say(outcome === 'refused' ? 'recoveryRefused' : isSet ? 'recoverySet' : 'recoveryRemoved')
    }
  }
}
