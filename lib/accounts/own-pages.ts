import { and, asc, eq, max, sql } from 'drizzle-orm'
import type { Reader } from '#lib/auth/reader.ts'
import { database } from '#lib/db/connection.ts'
import { type Block, type BlockChange, type BlockRefusal, changeBlocks } from './blocks.ts'
import { pages } from './schema.ts'

/** A page of a reader's own. */
export type OwnPage = Omit<typeof pages.$inferSelect, 'userId'>

export const PAGES_MAX = 20
export const PAGE_NAME_MAX = 80

/** Why a change of a page is refused. `stale`: it was changed elsewhere meanwhile. */
export type PageRefusal = BlockRefusal | 'stale' | 'gone' | 'tooManyPages' | 'noName'

/** The reader's pages, in their order; none before the first change of the page that everyone begins with. */
export async function listPages(reader: Reader): Promise<readonly OwnPage[]> {
  return database().select().from(pages).where(eq(pages.userId, reader.id)).orderBy(asc(pages.position), asc(pages.id)).limit(PAGES_MAX)
}

/** Makes a page with `blocks`. Returns its id, or why there is none. */
export async function addPage(
  reader: Reader,
  name: string,
  blocks: readonly Block[],
): Promise<{ readonly id: string } | Extract<PageRefusal, 'tooManyPages' | 'noName'>> {
  const trimmed = name.trim().slice(0, PAGE_NAME_MAX)
  if (trimmed === '') return 'noName'
  return database().transaction(async (transaction) => {
    // Two windows at once would otherwise make one page too many.
    await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`pages ${reader.id}`}, 0))`)
    const mine = eq(pages.userId, reader.id)
    if ((await transaction.$count(pages, mine)) >= PAGES_MAX) return 'tooManyPages'
    const [last] = await transaction
      .select({ position: max(pages.position) })
      .from(pages)
      .where(mine)
    const row = { userId: reader.id, name: trimmed, position: (last?.position ?? -1) + 1, blocks }
    const [made] = await transaction.insert(pages).values(row).returning({ id: pages.id })
    return made ?? 'tooManyPages'
  })
}

/** The page that the reader begins with, kept from now on; if one is kept already, that. Two windows at once make one. */
export async function firstPage(reader: Reader, name: string, blocks: readonly Block[]): Promise<OwnPage | null> {
  const [found] = await listPages(reader)
  if (found) return found
  await addPage(reader, name, blocks)
  return (await listPages(reader))[0] ?? null
}

/** Changes the blocks of a page that was at `revision` when the reader saw it. Null if it was done. */
export async function changePage(reader: Reader, id: string, revision: number, change: BlockChange): Promise<PageRefusal | null> {
  const page = await findPage(reader, id)
  if (!page) return 'gone'
  if (page.revision !== revision) return 'stale'
  const blocks = changeBlocks(page.blocks, change)
  if (typeof blocks === 'string') return blocks
  return write(reader, page, { blocks, previous: page.blocks })
}

/** Undoes the last change of the blocks of a page. Null if it was done. */
export async function undoPage(reader: Reader, id: string, revision: number): Promise<PageRefusal | null> {
  const page = await findPage(reader, id)
  if (!page) return 'gone'
  if (page.revision !== revision || page.previous === null) return 'stale'
  return write(reader, page, { blocks: page.previous, previous: null })
}

/** Gives a page another name. Null if it was done. */
export async function renamePage(reader: Reader, id: string, revision: number, name: string): Promise<PageRefusal | null> {
  const page = await findPage(reader, id)
  if (!page) return 'gone'
  if (page.revision !== revision) return 'stale'
  const trimmed = name.trim().slice(0, PAGE_NAME_MAX)
  return trimmed === '' ? 'noName' : write(reader, page, { name: trimmed })
}

/** Deletes a page, unless it is the last one. Null if it was done. */
export async function removePage(reader: Reader, id: string, revision: number): Promise<PageRefusal | null> {
  const own = await listPages(reader)
  const page = own.find((one) => one.id === id)
  if (!page || own.length === 1) return 'gone'
  const gone = await database()
    .delete(pages)
    .where(at(reader, page, revision))
    .returning({ id: pages.id })
  return gone.length > 0 ? null : 'stale'
}

async function findPage(reader: Reader, id: string): Promise<OwnPage | null> {
  const [found] = await database()
    .select()
    .from(pages)
    .where(and(eq(pages.userId, reader.id), eq(pages.id, id)))
  return found ?? null
}

/** Only over the revision that was read: of two devices at once, one is told that it was late. */
async function write(reader: Reader, page: OwnPage, set: Partial<Pick<OwnPage, 'blocks' | 'previous' | 'name'>>): Promise<'stale' | null> {
  const written = await database()
    .update(pages)
    .set({ ...set, revision: page.revision + 1 })
    .where(at(reader, page, page.revision))
    .returning({ id: pages.id })
  return written.length > 0 ? null : 'stale'
}

function at(reader: Reader, { id }: OwnPage, revision: number) {
  return and(eq(pages.userId, reader.id), eq(pages.id, id), eq(pages.revision, revision))
}
