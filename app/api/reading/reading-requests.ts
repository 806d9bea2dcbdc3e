import { z } from 'zod'
import { keepsReading, lastRead, noteRead, setKeepsAll } from '#lib/accounts/reading.ts'
import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { type Reader, readerOf } from '#lib/auth/reader.ts'
import { languageOf, returnPath, signInPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'

/** What reading needs to know of published sheets. */
export interface ReadingDesk {
  /** Where a published sheet is, and in which state; null if there is none. */
  readonly findSheet: (id: string) => Promise<{ readonly slug: string; readonly language: string; readonly revision: string } | null>
  /** A revision that an edition was made of, and the edition that was made of a revision; null if there is none. */
  readonly revisionOf: (sheet: string, edition: number) => Promise<string | null>
  readonly editionOf: (sheet: string, revision: string) => Promise<number | null>
}

const ID = /^[A-Za-z0-9_-]{1,128}$/

const fieldsSchema = z.object({
  /** `seen` is sent by the module of readers' pages, the others by forms. `read` also leads to the sheet. */
  action: z.enum(['seen', 'mark-read', 'read', 'keep-all', 'keep-followed']),
  sheet: z.string().regex(ID).optional(),
  /** The state that was shown: its edition or, where none are made, its revision. */
  edition: z.coerce.number().int().min(1).max(999_999_999).optional(),
  revision: z.string().regex(ID).optional(),
  callbackUrl: z.string().optional(),
})

type Fields = z.infer<typeof fieldsSchema>

/** Takes what somebody read, and what they want kept of that. */
export async function receiveReading(request: Request, desk: ReadingDesk): Promise<Response> {
  try {
    const parsed = fieldsSchema.safeParse(Object.fromEntries(await readOwnForm(request)))
    if (!parsed.success) throw new FormRefused(400, 'This form does not say what was read. Open the page again, and send it from there.')
    const reader = await readerOf(request.headers.get('cookie'))
    const callbackUrl = returnPath(authSettings().origin, parsed.data.callbackUrl, '/my')
    if (reader) return await carryOut(reader, parsed.data, callbackUrl, desk)
    return parsed.data.action === 'seen' ? unknownReader() : seeOther(signInPath(callbackUrl))
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}

/** Answers which edition of `?sheet=…` the reader last read, `{ edition, at }`, or null if their account does not keep that. */
export async function tellReading(request: Request, desk: ReadingDesk): Promise<Response> {
  const reader = await readerOf(request.headers.get('cookie'))
  if (!reader) return unknownReader()
  const sheet = new URL(request.url).searchParams.get('sheet') ?? ''
  const last = ID.test(sheet) ? await lastRead(reader, sheet) : null
  const edition = last && (await desk.editionOf(sheet, last.revision))
  return Response.json(last && edition !== null ? { edition, at: last.readAt.toISOString() } : null, { headers: unstored })
}

const unstored = { 'cache-control': 'private, no-store' }

function unknownReader(): Response {
  return Response.json({ error: 'Nobody is signed in.' }, { status: 401, headers: unstored })
}

async function carryOut(reader: Reader, fields: Fields, callbackUrl: string, desk: ReadingDesk): Promise<Response> {
  const { action, sheet } = fields
  switch (action) {
    case 'keep-all':
    case 'keep-followed':
      await setKeepsAll(reader, action === 'keep-all')
      return seeOther(callbackUrl)
    case 'seen':
      await noteState(reader, fields, desk)
      return new Response(null, { status: 204, headers: unstored })
    case 'mark-read':
      await noteState(reader, fields, desk)
      return seeOther(callbackUrl)
    case 'read': {
      const found = sheet === undefined ? null : await desk.findSheet(sheet)
      if (!found || sheet === undefined) return seeOther(callbackUrl)
      await noteState(reader, { ...fields, revision: found.revision, edition: undefined }, desk)
      return seeOther(sheetPath(found.slug, found.language, languageOf(callbackUrl)))
    }
  }
}

/** Nothing is kept of a sheet of which the reader wants nothing kept, whoever asks for it. */
async function noteState(reader: Reader, { sheet, edition, revision }: Fields, desk: ReadingDesk): Promise<void> {
  if (sheet === undefined || !(await keepsReading(reader, sheet))) return
  const state = edition === undefined ? revision : await desk.revisionOf(sheet, edition)
  if (state) await noteRead(reader, sheet, state)
}
