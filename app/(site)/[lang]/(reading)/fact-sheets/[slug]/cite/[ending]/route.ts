import { connection } from 'next/server'
import { citeFile } from '#components/cite/cite-file.ts'
import { citedSheet, type CitePlace } from '../../cited-sheet.ts'

interface Context {
  readonly params: Promise<CitePlace & { ending: string }>
}

/** How a sheet, or an edition of it, is cited, as a file: at the address of its page with `.bib` or `.json` behind it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  await connection()
  const { ending, ...place } = await params
  const file = citeFile((await citedSheet(place)).cited, ending)
  return file ? new Response(file.text, { headers: { 'content-type': file.type } }) : new Response(null, { status: 404 })
}
