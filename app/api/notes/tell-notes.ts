import type { ShownNote } from '#components/own-page/shown-note.ts'
import { listNotes, type Note } from '#lib/accounts/notes.ts'
import { readerOf } from '#lib/auth/reader.ts'
import { isLanguage, type Language } from '#lib/i18n/languages.ts'

/** Notes with what became of what they are on. */
export type ShowNotes = (notes: readonly Note[], language: Language) => Promise<readonly ShownNote[]>

/** Answers what the reader saved in the sheet `?sheet=…`, for the module that shows it in the page. */
export async function tellNotes(request: Request, showNotes: ShowNotes): Promise<Response> {
  const headers = { 'cache-control': 'private, no-store' }
  const reader = await readerOf(request.headers.get('cookie'))
  if (!reader) return Response.json({ error: 'Nobody is signed in.' }, { status: 401, headers })
  const { searchParams } = new URL(request.url)
  const lang = searchParams.get('lang') ?? ''
  const notes = await listNotes(reader, searchParams.get('sheet') ?? '')
  const shown = await showNotes(notes, isLanguage(lang) ? lang : 'en')
  const anchors = new Map(notes.map(({ id, anchor }) => [id, anchor]))
  const told = shown.map(({ id, exact, text, fate }) => ({ id, paragraph: anchors.get(id), exact, text, isSame: fate.kind === 'same' }))
  return Response.json(told, { headers })
}
