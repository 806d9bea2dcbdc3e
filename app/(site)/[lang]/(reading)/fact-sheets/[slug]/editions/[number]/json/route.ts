import { connection } from 'next/server'
import { editionFile } from '#lib/publishing/edition-file.ts'
import { editionTag, findSheet, readEdition } from '#lib/publishing/editions.ts'
import { noteStatus, noteTags } from '#lib/render-record.ts'

interface Context {
  readonly params: Promise<{ lang: string; slug: string; written?: string; number: string }>
}

/** An edition as it was signed, at the address of its page with `.json` behind it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  await connection()
  const { lang, slug, written, number } = await params
  const sheet = await findSheet(slug, written ?? lang)
  const edition = sheet && (await readEdition(sheet.documentId, Number(number)))
  if (!edition) return new Response(null, { status: 404 })
  noteTags([editionTag(sheet.documentId)])
  const { signed, hash, keyId, signature } = edition
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  if (signed !== null) return new Response(editionFile({ content: signed, hash, keyId, signature }), { headers })
  noteStatus(410)
  return Response.json({ error: 'This edition was removed.', reason: sheet.reason, hash }, { headers })
}
