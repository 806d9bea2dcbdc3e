import { DEFAULT_LANGUAGE, isLanguage, localPath } from '#lib/i18n/languages.ts'
import { parseEditionFile, trueHashOf } from '#lib/publishing/edition-file.ts'

/** The hash of an edition by the address of its page; null if there is none. */
export type FindHash = (place: { readonly slug: string; readonly language: string; readonly number: number }) => Promise<string | null>

/** The last part of the address that says that something could not be read. */
const UNREADABLE = 'unreadable'

const EDITION_ADDRESS =
  /(?:^|\/)(?:([a-z]{2})\/)?fact-sheets\/([a-z0-9-]{1,200})(?:\/in\/([A-Za-z0-9-]{1,35}))?\/editions\/([1-9]\d{0,8})(?:\.json)?\/?(?:[?#].*)?$/

/** Takes the form that names an edition, and leads to what is known of it. */
export async function receiveName(request: Request, findHash: FindHash): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const named = (searchParams.get('edition') ?? '').trim()
  return verdictAt(searchParams.get('lang'), await hashNamed(named, findHash))
}

/** Takes the form with the file of an edition, and leads to what is known of it. Whatever hash the file names, its text has one of its own. */
export async function receiveFile(request: Request): Promise<Response> {
  const form = await formOf(request)
  const text = form && (await textOf(form))
  const file = text ? parseEditionFile(text) : null
  const language = form?.get('lang')
  return verdictAt(typeof language === 'string' ? language : null, file ? trueHashOf(file) : UNREADABLE)
}

async function hashNamed(named: string, findHash: FindHash): Promise<string> {
  const hash = named.toLowerCase().replace(/^sha-?256:/, '')
  if (/^[0-9a-f]{12,64}$/.test(hash)) return hash
  const [, prefix = DEFAULT_LANGUAGE, slug, written, number] = EDITION_ADDRESS.exec(named) ?? []
  if (slug === undefined) return UNREADABLE
  return (await findHash({ slug, language: written ?? prefix, number: Number(number) })) ?? UNREADABLE
}

/** The form in `request`; null if there is none in it. */
async function formOf(request: Request): Promise<FormData | null> {
  try {
    return await request.formData()
  } catch {
    // Told as what cannot be read.
    return null
  }
}

/** The file, if one was chosen, else the text. */
async function textOf(form: FormData): Promise<string | null> {
  const [file, text] = [form.get('file'), form.get('text')]
  if (file instanceof File && file.size > 0) return file.text()
  return typeof text === 'string' ? text : null
}

function verdictAt(lang: string | null, hash: string): Response {
  const language = lang !== null && isLanguage(lang) ? lang : DEFAULT_LANGUAGE
  return new Response(null, {
    status: 303,
    headers: { location: localPath(language, `/verify/${hash}`), 'cache-control': 'private, no-store' },
  })
}
