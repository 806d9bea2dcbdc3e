import { z } from 'zod'
import { addNote, changeNote, findNote, NOTE_LENGTH_MAX, NOTES_MAX, removeNote } from '#lib/accounts/notes.ts'
import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { type Reader, readerOf } from '#lib/auth/reader.ts'
import { returnPath, signInPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { quote } from '#lib/changes/quotation.ts'
import { LANGUAGES, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { FilledForm } from '#lib/render-record.ts'

/** What can be saved at a place: a paragraph of a sheet in one of its editions, or a figure. */
export interface Saveable {
  readonly words: string
  readonly heading: string
  /** The language of the words. */
  readonly written: string
  readonly edition: number | null
  readonly citation: string
}

/** What notes need of the site around them. */
export interface NoteDesk {
  /** A paragraph as the edition had it or, without one or if that has it no longer, as it stands now; null if there is none. */
  readonly findPassage: (place: {
    readonly sheet: string
    readonly paragraph: string
    readonly edition: number | null
  }) => Promise<Saveable | null>
  readonly findFigure: (id: string, language: (typeof LANGUAGES)[number]) => Promise<Saveable | null>
  /** The page at a path, with its form filled in. */
  readonly renderForm: (path: string, form: FilledForm) => Promise<string>
}

/** As much as the server takes: what is too long is given back with a message, not thrown away. */
const FORM_BYTES_MAX = 1024 * 1024
const ID = /^[A-Za-z0-9_-]{1,128}$/
const PARAGRAPH = /^[A-Za-z0-9_.-]{1,300}$/

const shared = { lang: z.enum(LANGUAGES).default('en'), callbackUrl: z.string().optional() }
const words = { exact: z.string().default(''), text: z.string().default('') }

const fieldsSchema = z.union([
  z.object({
    ...shared,
    ...words,
    action: z.literal('add'),
    sheet: z.string().regex(ID),
    paragraph: z.string().regex(PARAGRAPH),
    edition: z.coerce.number().int().min(1).max(999_999_999).optional(),
  }),
  z.object({ ...shared, ...words, action: z.literal('add'), figure: z.string().regex(ID) }),
  z.object({
    ...shared,
    ...words,
    action: z.literal('change'),
    note: z.uuid(),
    revision: z.coerce
      .number()
      .int()
      .min(1)
      .max(2 ** 31 - 1),
  }),
  z.object({ ...shared, action: z.literal('remove'), note: z.uuid() }),
])

type Fields = z.infer<typeof fieldsSchema>

/** What was wrong, for the one who wrote, with the status of the answer and, where it was changed elsewhere, what is kept now. */
interface Problem {
  readonly message: string
  readonly status: 404 | 409 | 422
  readonly kept?: { readonly text: string; readonly revision: number }
}

/** Takes notes on passages and figures. Whatever is wrong with one, it is given back as it was typed. */
export async function receiveNote(request: Request, desk: NoteDesk): Promise<Response> {
  const isAsked = request.headers.get('accept')?.includes('application/json') ?? false
  try {
    const form = Object.fromEntries(await readOwnForm(request, FORM_BYTES_MAX))
    const parsed = fieldsSchema.safeParse(form)
    if (!parsed.success)
      throw new FormRefused(400, 'This form names no passage and no figure. Begin again from the page of the fact sheet.')
    const fields = parsed.data
    const callbackUrl = returnPath(authSettings().origin, fields.callbackUrl, localPath(fields.lang, '/my/notes'))
    const reader = await readerOf(request.headers.get('cookie'))
    if (!reader)
      return isAsked ? told({ error: translate('ownPage', fields.lang)('noteSignIn') }, 401) : await signInFirst(form, fields, desk)
    const problem = await carryOut(reader, fields, desk)
    if (problem === null) return isAsked ? told({ saved: true }, 200) : seeOther(callbackUrl)
    return isAsked ? told({ error: problem.message }, problem.status) : await formAgain(form, fields, problem, desk)
  } catch (error) {
    if (error instanceof FormRefused) return isAsked ? told({ error: error.message }, error.status) : error.answer()
    throw error
  }
}

function told(answer: Readonly<Record<string, unknown>>, status: number): Response {
  return Response.json(answer, { status, headers: { 'cache-control': 'private, no-store' } })
}

async function carryOut(reader: Reader, fields: Fields, desk: NoteDesk): Promise<Problem | null> {
  const say = translate('ownPage', fields.lang)
  if (fields.action === 'remove') {
    await removeNote(reader, fields.note)
    return null
  }
  const text = unified(fields.text)
  const length = Array.from(text).length
  if (length > NOTE_LENGTH_MAX) return { message: say('errorNoteLong', { length, max: NOTE_LENGTH_MAX }), status: 422 }
  if (fields.action === 'add') return add(reader, fields, text, desk)
  const { note: id, revision } = fields
  switch (await changeNote(reader, { id, revision, text })) {
    case 'done':
      return null
    case 'gone':
      return { message: say('errorNoteGone'), status: 404 }
    case 'stale': {
      const kept = await findNote(reader, id)
      return { message: say('errorNoteStale'), status: 409, ...(kept && { kept }) }
    }
  }
}

async function add(reader: Reader, fields: Extract<Fields, { action: 'add' }>, text: string, desk: NoteDesk): Promise<Problem | null> {
  const say = translate('ownPage', fields.lang)
  const isFigure = 'figure' in fields
  const place = isFigure ? null : { sheet: fields.sheet, paragraph: fields.paragraph, edition: fields.edition ?? null }
  const saveable = place ? await desk.findPassage(place) : isFigure ? await desk.findFigure(fields.figure, fields.lang) : null
  if (!saveable) return { message: say('errorNoPassage'), status: 404 }
  const { words: whole, heading, written, edition, citation } = saveable
  const quotation = quote(whole, isFigure || fields.exact.trim() === '' ? whole : unified(fields.exact))
  if (!quotation) return { message: say('errorNotQuoted'), status: 422 }
  const isDone = await addNote(reader, {
    documentId: place?.sheet ?? null,
    kind: isFigure ? 'figure' : 'passage',
    anchor: isFigure ? fields.figure : fields.paragraph,
    ...quotation,
    edition,
    heading,
    language: written,
    citation,
    text,
  })
  return isDone ? null : { message: say('errorNotesMany', { max: NOTES_MAX }), status: 422 }
}

/** The words stay in the form: after signing in, in another window, it can be sent again. */
function signInFirst(form: Readonly<Record<string, string>>, fields: Fields, desk: NoteDesk): Promise<Response> | Response {
  if (fields.action === 'remove') return seeOther(signInPath(localPath(fields.lang, '/my/notes')))
  return formAgain(form, fields, { message: translate('ownPage', fields.lang)('noteSignIn'), status: 422 }, desk)
}

async function formAgain(form: Readonly<Record<string, string>>, { lang }: Fields, problem: Problem, desk: NoteDesk): Promise<Response> {
  const { message, status, kept } = problem
  const values = { ...form, text: unified(form['text'] ?? ''), ...(kept && { kept: kept.text, revision: String(kept.revision) }) }
  const html = await desk.renderForm(localPath(lang, '/my/notes'), { values, problem: message })
  return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store' } })
}

/** Browsers send two characters for the end of a line, and count one. */
function unified(text: string): string {
  return text.replaceAll('\r\n', '\n').toWellFormed().replaceAll('\0', '')
}
