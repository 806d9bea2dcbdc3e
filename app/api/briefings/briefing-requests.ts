import { z } from 'zod'
import type { Briefing } from '#lib/accounts/briefing.ts'
import { endShared, SHARED_DAYS, shareBriefing } from '#lib/accounts/shared-briefings.ts'
import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { type Reader, readerOf } from '#lib/auth/reader.ts'
import { languageOf, returnPath, signInPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'

/** Makes a briefing of a page of a reader's. */
export type MakeBriefing = (
  reader: Reader,
  wanted: { readonly page: string; readonly language: Language; readonly withNotes: boolean },
) => Promise<Briefing>

const fieldsSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('share'),
    page: z.string().max(40),
    days: z.coerce.number().pipe(z.literal(SHARED_DAYS)),
    notes: z.literal('on').optional(),
    callbackUrl: z.string().optional(),
  }),
  z.object({ action: z.literal('end'), shared: z.uuid(), callbackUrl: z.string().optional() }),
])

/** Takes the forms by which a briefing is shared, and by which its link is ended. */
export async function receiveBriefingForm(request: Request, makeBriefing: MakeBriefing): Promise<Response> {
  try {
    const parsed = fieldsSchema.safeParse(Object.fromEntries(await readOwnForm(request)))
    if (!parsed.success)
      throw new FormRefused(400, 'This form does not say what is to be shared, or for how long. Open the briefing again.')
    const fields = parsed.data
    const callbackUrl = returnPath(authSettings().origin, fields.callbackUrl, '/my/briefing')
    const reader = await readerOf(request.headers.get('cookie'))
    if (!reader) return seeOther(signInPath(callbackUrl))
    if (fields.action === 'end') {
      await endShared(reader, fields.shared)
      return seeOther(callbackUrl)
    }
    const language = languageOf(callbackUrl)
    const briefing = await makeBriefing(reader, { page: fields.page, language, withNotes: fields.notes === 'on' })
    const secret = await shareBriefing(reader, briefing, fields.days)
    if (secret === null) return seeOther(`${localPath(language, '/my/briefing')}?notice=many`)
    // The link is shown by the page that it leads to: it can be told this once alone.
    return seeOther(`${localPath(language, `/my/shared/${secret}`)}?new=1`)
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}
