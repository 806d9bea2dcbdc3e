import { z } from 'zod'
import { dropIntent, intentOf, keepIntent } from '#lib/accounts/follow-intent.ts'
import { follow, unfollow } from '#lib/accounts/follows.ts'
import { beginReading, forgetUnfollowed } from '#lib/accounts/reading.ts'
import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { type Reader, readerOf } from '#lib/auth/reader.ts'
import { languageOf, returnPath, signInPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { localPath } from '#lib/i18n/languages.ts'

/** Where a sheet is and in which state it now is. */
export interface PublishedSheet {
  readonly slug: string
  /** The language it is written in. */
  readonly language: string
  readonly revision: string
}

/** How a published sheet is found by its id: null if there is none. */
export type FindSheet = (id: string) => Promise<PublishedSheet | null>

const fieldsSchema = z.object({
  sheet: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
  action: z.enum(['follow', 'unfollow']).default('follow'),
  callbackUrl: z.string().optional(),
})

type Fields = z.infer<typeof fieldsSchema>

/** Takes the forms about following. A stranger who wants to follow is sent to sign in, and `finishFollowing` then does it. */
export async function receiveFollowForm(request: Request, findSheet: FindSheet): Promise<Response> {
  try {
    const fields = parseFields(await readOwnForm(request))
    const callbackUrl = returnPath(authSettings().origin, fields.callbackUrl, '/my')
    const reader = await readerOf(request.headers.get('cookie'))
    if (reader) return await carryOut(reader, fields, callbackUrl, findSheet)
    if (fields.action !== 'follow') return seeOther(signInPath(callbackUrl))
    return seeOther(signInPath(finishPath(callbackUrl)), [keepIntent({ sheet: fields.sheet, callbackUrl })])
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}

/** Does what somebody asked for before they signed in. Asked by anybody else, it changes nothing: the wish is in their browser alone. */
export async function finishFollowing(request: Request, findSheet: FindSheet): Promise<Response> {
  const cookies = request.headers.get('cookie')
  const intent = intentOf(cookies)
  const wanted = new URL(request.url).searchParams.get('callbackUrl')
  const callbackUrl = intent?.callbackUrl ?? returnPath(authSettings().origin, wanted, '/my')
  const reader = await readerOf(cookies)
  if (!reader) return seeOther(signInPath(intent ? finishPath(callbackUrl) : callbackUrl))
  if (!intent) return seeOther(callbackUrl)
  const answer = await carryOut(reader, { sheet: intent.sheet, action: 'follow' }, callbackUrl, findSheet)
  answer.headers.append('set-cookie', dropIntent())
  return answer
}

async function carryOut(reader: Reader, { sheet, action }: Fields, callbackUrl: string, findSheet: FindSheet): Promise<Response> {
  switch (action) {
    case 'unfollow':
      await unfollow(reader, sheet)
      await forgetUnfollowed(reader)
      return seeOther(callbackUrl)
    case 'follow': {
      const found = await findSheet(sheet)
      if (!found) return seeOther(localPath(languageOf(callbackUrl), '/my'))
      const isDone = await follow(reader, sheet, found.revision)
      if (isDone) await beginReading(reader, sheet, found.revision)
      // The sheet's page is the same for everyone: the fragment uncovers the words that say it was done.
      return seeOther(`${callbackUrl.replace(/#.*$/s, '')}#${isDone ? 'followed' : 'not-followed'}`)
    }
  }
}

function parseFields(form: URLSearchParams): Fields {
  const parsed = fieldsSchema.safeParse(Object.fromEntries(form))
  if (parsed.success) return parsed.data
  const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0])))
  throw new FormRefused(400, `These fields of the form are missing or wrong: ${[...names].join(', ')}.`)
}

function finishPath(callbackUrl: string): string {
  return `/api/follow?${new URLSearchParams({ callbackUrl }).toString()}`
}
