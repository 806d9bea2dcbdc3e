import { z } from 'zod'
import { type Block, type BlockChange, blockChangeSchema } from '#lib/accounts/blocks.ts'
import { addPage, changePage, firstPage, listPages, type PageRefusal, removePage, renamePage, undoPage } from '#lib/accounts/own-pages.ts'
import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { type Reader, readerOf } from '#lib/auth/reader.ts'
import { languageOf, returnPath, signInPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** The blocks of the page that a reader begins with. */
export type FirstBlocks = (reader: Reader) => Promise<readonly Block[]>

/** Stands for the page that one begins with, until it is changed for the first time. */
const FIRST = 'first'

const addressedSchema = z.object({
  /** Which page, and how often it had been changed when the form was made. */
  page: z.union([z.literal(FIRST), z.uuid()]),
  revision: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  callbackUrl: z.string().optional(),
  name: z.string().max(1000).optional(),
})

const pageActionSchema = z.object({ action: z.enum(['new-page', 'rename', 'remove-page', 'undo']) })

type Change = BlockChange | z.infer<typeof pageActionSchema>

/** Takes the forms by which somebody arranges their page. Whatever is refused is told on the page, which then shows itself as it is now. */
export async function receivePageForm(request: Request, firstBlocks: FirstBlocks): Promise<Response> {
  try {
    const form = Object.fromEntries(await readOwnForm(request))
    const [addressed, change] = [addressedSchema.safeParse(form), changeIn(form)]
    if (!addressed.success || !change)
      throw new FormRefused(400, 'This form does not say what is to be changed. Open your page again, and change it there.')
    const callbackUrl = returnPath(authSettings().origin, addressed.data.callbackUrl, '/my')
    const reader = await readerOf(request.headers.get('cookie'))
    if (!reader) return seeOther(signInPath(callbackUrl))
    const outcome = await carryOut(reader, addressed.data, change, languageOf(callbackUrl), firstBlocks)
    return seeOther(backTo(callbackUrl, outcome))
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}

function changeIn(form: Readonly<Record<string, string>>): Change | null {
  return pageActionSchema.safeParse(form).data ?? blockChangeSchema.safeParse(form).data ?? null
}

interface Outcome {
  readonly refusal?: PageRefusal | null
  /** The page to show; the same, if absent. */
  readonly page?: string | null
}

async function carryOut(
  reader: Reader,
  { page, revision, name = '' }: z.infer<typeof addressedSchema>,
  change: Change,
  language: ReturnType<typeof languageOf>,
  firstBlocks: FirstBlocks,
): Promise<Outcome> {
  let [id, seen] = [page, revision]
  if (page === FIRST) {
    // Another device may have kept it already, and changed it since.
    if ((await listPages(reader)).length > 0) return { refusal: 'stale' }
    const first = await firstPage(reader, translate('ownPage', language)('firstPage'), await firstBlocks(reader))
    if (!first) return { refusal: 'gone' }
    ;[id, seen] = [first.id, first.revision]
  }
  switch (change.action) {
    case 'new-page': {
      const made = await addPage(reader, name, [])
      return typeof made === 'string' ? { refusal: made } : { page: made.id }
    }
    case 'rename':
      return { refusal: await renamePage(reader, id, seen, name) }
    case 'remove-page': {
      const refusal = await removePage(reader, id, seen)
      return refusal === null ? { page: null } : { refusal }
    }
    case 'undo':
      return { refusal: await undoPage(reader, id, seen) }
    default:
      return { refusal: await changePage(reader, id, seen, change) }
  }
}

/** `callbackUrl` with what came of it, for the page to say. */
function backTo(callbackUrl: string, { refusal = null, page }: Outcome): string {
  const url = new URL(callbackUrl, authSettings().origin)
  if (!url.pathname.endsWith(localPath('en', '/my'))) return callbackUrl
  url.searchParams.delete('notice')
  if (refusal !== null) url.searchParams.set('notice', refusal)
  if (page === null) url.searchParams.delete('page')
  else if (page !== undefined) url.searchParams.set('page', page)
  return url.pathname + url.search + url.hash
}
