import { z } from 'zod'
import { dropIntent, intentOf, keepIntent } from '#lib/accounts/follow-intent.ts'
import { FOLLOW_KINDS, type FollowTarget, followTargetSchema } from '#lib/accounts/follow-target.ts'
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

/** How what is published is found. */
export interface Published {
  /** The sheet with an id; null if there is none. */
  readonly findSheet: (id: string) => Promise<PublishedSheet | null>
  /** What a form named, under the one key that it has; null if there is no such thing. */
  readonly findTarget: (target: FollowTarget) => Promise<FollowTarget | null>
}

const fieldsSchema = z.object({
  kind: z.enum(FOLLOW_KINDS),
  key: z.string(),
  action: z.enum(['follow', 'unfollow']).default('follow'),
  callbackUrl: z.string().optional(),
})

type Fields = Omit<z.infer<typeof fieldsSchema>, 'kind' | 'key'> & { readonly target: FollowTarget }

/** Takes the forms about following. A stranger who wants to follow is sent to sign in, and `finishFollowing` then does it. */
export async function receiveFollowForm(request: Request, published: Published): Promise<Response> {
  try {
    const fields = parseFields(await readOwnForm(request))
    const callbackUrl = returnPath(authSettings().origin, fields.callbackUrl, '/my')
    const reader = await readerOf(request.headers.get('cookie'))
    if (reader) return await carryOut(reader, fields, callbackUrl, published)
    if (fields.action !== 'follow') return seeOther(signInPath(callbackUrl))
    return seeOther(signInPath(finishPath(callbackUrl)), [keepIntent({ target: fields.target, callbackUrl })])
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}

/** Does what somebody asked for before they signed in. Asked by anybody else, it changes nothing: the wish is in their browser alone. */
export async function finishFollowing(request: Request, published: Published): Promise<Response> {
  const cookies = request.headers.get('cookie')
  const intent = intentOf(cookies)
  const wanted = new URL(request.url).searchParams.get('callbackUrl')
  const callbackUrl = intent?.callbackUrl ?? returnPath(authSettings().origin, wanted, '/my')
  const reader = await readerOf(cookies)
  if (!reader) return seeOther(signInPath(intent ? finishPath(callbackUrl) : callbackUrl))
  if (!intent) return seeOther(callbackUrl)
  const answer = await carryOut(reader, { target: intent.target, action: 'follow' }, callbackUrl, published)
  answer.headers.append('set-cookie', dropIntent())
  return answer
}

async function carryOut(reader: Reader, { target, action }: Fields, callbackUrl: string, published: Published): Promise<Response> {
  switch (action) {
    case 'unfollow':
      await unfollow(reader, target)
      await forgetUnfollowed(reader)
      return seeOther(callbackUrl)
    case 'follow':
      return target.kind === 'sheet'
        ? followSheet(reader, target.key, callbackUrl, published)
        : followOther(reader, target, callbackUrl, published)
  }
}

async function followSheet(reader: Reader, key: string, callbackUrl: string, { findSheet }: Published): Promise<Response> {
  const language = languageOf(callbackUrl)
  const found = await findSheet(key)
  if (!found) return seeOther(localPath(language, '/my'))
  const id = await follow(reader, { kind: 'sheet', key, language })
  if (id !== null) await beginReading(reader, key, found.revision)
  // The sheet's page is the same for everyone: the fragment uncovers the words that say it was done.
  return seeOther(`${callbackUrl.replace(/#.*$/s, '')}#${id === null ? 'not-followed' : 'followed'}`)
}

/** All else leads to the page where one says how one wants to be told of it. */
async function followOther(reader: Reader, target: FollowTarget, callbackUrl: string, { findTarget }: Published): Promise<Response> {
  const language = languageOf(callbackUrl)
  const found = await findTarget(target)
  const id = found && (await follow(reader, { ...found, language }))
  const told = id !== null ? 'followed' : found ? 'full' : target.kind === 'search' ? 'search' : 'absent'
  return seeOther(`${localPath(language, id === null ? '/my/follows' : `/my/follows/${id}`)}?told=${told}`)
}

function parseFields(form: URLSearchParams): Fields {
  const given = Object.fromEntries(form)
  // Pages that were opened before anything but sheets could be followed name the sheet alone.
  const { kind, key, ...parsed } = parse(
    given['sheet'] === undefined ? given : { ...given, kind: 'sheet', key: given['sheet'] },
    fieldsSchema,
  )
  return { ...parsed, target: parse({ kind, key }, followTargetSchema) }
}

function parse<Schema extends z.ZodType>(given: Readonly<Record<string, string>>, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0])))
  throw new FormRefused(400, `These fields of the form are missing or wrong: ${[...names].join(', ')}.`)
}

function finishPath(callbackUrl: string): string {
  return `/api/follow?${new URLSearchParams({ callbackUrl }).toString()}`
}
