import { connection } from 'next/server'
import { citeFile } from '#components/cite/cite-file.ts'
import { isLanguage } from '#lib/i18n/languages.ts'
import { citedFigure } from '../../../cited-figure.ts'

interface Context {
  readonly params: Promise<{ lang: string; indicator: string; place: string; observation: string; ending: string }>
}

/** How one value of a figure is cited, as a file: at the address of its page with `.bib` or `.json` behind it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  await connection()
  const { lang, ending, ...place } = await params
  const found = isLanguage(lang) ? await citedFigure({ language: lang, ...place }) : null
  const file = found && citeFile(found.cited, ending)
  return file ? new Response(file.text, { headers: { 'content-type': file.type } }) : new Response(null, { status: 404 })
}
