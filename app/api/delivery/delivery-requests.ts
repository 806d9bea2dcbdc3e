import { z } from 'zod'
import { addressSchema, askForAddress, changeDelivery, forgetAddress, switchMails } from '#lib/alerts/delivery.ts'
import { mailWay } from '#lib/alerts/mail-way.ts'
import { endFeed, renewFeed } from '#lib/alerts/own-feed.ts'
import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { type Reader, readerOf } from '#lib/auth/reader.ts'
import { languageOf, returnPath, signInPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { LANGUAGES, type Language } from '#lib/i18n/languages.ts'

const formSchema = z.object({
  action: z.enum(['address', 'forget', 'stop', 'start', 'when', 'renew-feed', 'end-feed']),
  address: z.string().default(''),
  language: z.enum(LANGUAGES).default('en'),
  zone: z.string().max(60).default('UTC'),
})

/** Takes the forms about where, in which language and when somebody is told. */
export async function receiveDeliveryForm(request: Request): Promise<Response> {
  try {
    const form = await readOwnForm(request)
    const callbackUrl = returnPath(authSettings().origin, form.get('callbackUrl'), '/my/mail')
    const reader = await readerOf(request.headers.get('cookie'))
    if (!reader) return seeOther(signInPath(callbackUrl))
    const parsed = formSchema.safeParse(Object.fromEntries(form))
    if (!parsed.success) throw new FormRefused(400, 'This form does not say what is to be done, or says it in words that it cannot have.')
    return tell(callbackUrl, await carryOut(reader, parsed.data, languageOf(callbackUrl)))
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}

async function carryOut(reader: Reader, form: z.output<typeof formSchema>, language: Language): Promise<Readonly<Record<string, string>>> {
  switch (form.action) {
    case 'address': {
      const address = addressSchema.safeParse(form.address.trim())
      if (!address.success) return { told: 'address', address: form.address.slice(0, 254) }
      const asked = await askForAddress(reader, address.data, language)
      return { told: asked === 'sent' && mailWay() === 'mailbox' ? 'kept' : asked }
    }
    case 'forget':
      await forgetAddress(reader)
      return {}
    case 'stop':
    case 'start':
      await switchMails(reader, form.action === 'start')
      return {}
    case 'when':
      return { told: (await changeDelivery(reader, form)) ? 'saved' : 'zone' }
    case 'renew-feed':
      await renewFeed(reader)
      return { told: 'feed' }
    case 'end-feed':
      await endFeed(reader)
      return {}
  }
}

function tell(callbackUrl: string, told: Readonly<Record<string, string>>): Response {
  const path = callbackUrl.split(/[?#]/, 1)[0] ?? ''
  const query = new URLSearchParams(told).toString()
  return seeOther(query === '' ? path : `${path}?${query}`)
}
