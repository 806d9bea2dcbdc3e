import { deletePerson } from '#lib/own-data/delete-person.ts'
import { tellDeleted } from '#lib/own-data/deleted-counts.ts'
import { readKeptData } from '#lib/own-data/kept-data.ts'
import { clearCookie } from '#lib/auth/cookie-headers.ts'
import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { readerOf } from '#lib/auth/reader.ts'
import { languageOf, returnPath, signInPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { dataPage } from './data-page.ts'

/** What the content keeps of somebody who writes, and how that is forgotten. */
export interface AuthorsKept {
  readonly forget: (id: string) => Promise<void>
  readonly keptOf: (id: string) => Promise<{
    readonly pseudonyms: readonly string[]
    readonly transactions: number
    readonly settings: readonly { readonly key: string; readonly value: unknown }[]
  }>
}

/** Sends the reader everything that is kept of them, as a file: JSON, or with `as=html` a page to read. */
export async function sendKeptData(request: Request, authors: AuthorsKept): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const wanted = searchParams.get('language') ?? ''
  const language = isLanguage(wanted) ? wanted : 'en'
  const reader = await readerOf(request.headers.get('cookie'))
  if (!reader) return seeOther(signInPath(localPath(language, '/my/data')))
  const kept = {
    site: authSettings().origin,
    madeAt: new Date(),
    ...(await readKeptData(reader)),
    content: await authors.keptOf(reader.id),
  }
  const isPage = searchParams.get('as') === 'html'
  return new Response(isPage ? dataPage(kept, language) : `${JSON.stringify(kept, null, 2)}\n`, {
    headers: {
      'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="my-data.${isPage ? 'html' : 'json'}"`,
      'cache-control': 'private, no-store',
    },
  })
}

/** Takes the form that deletes everything, and leads to the page that says what went. */
export async function receiveDeletion(request: Request, authors: Pick<AuthorsKept, 'forget'>): Promise<Response> {
  try {
    const form = await readOwnForm(request)
    const { origin } = authSettings()
    const path = returnPath(origin, form.get('callbackUrl'), '/my/data/delete')
    if (form.get('action') !== 'delete') throw new FormRefused(400, 'This form does not say what is to be done.')
    const reader = await readerOf(request.headers.get('cookie'))
    if (!reader) return seeOther(signInPath(path))
    const data = localPath(languageOf(path), '/my/data')
    const deleted = await deletePerson(reader, authors.forget)
    // The page asks for the proof that is missing.
    if (!deleted) return seeOther(`${data}/delete`)
    return seeOther(`${data}/deleted`, [clearCookie(origin, 'session'), tellDeleted(deleted)])
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}
