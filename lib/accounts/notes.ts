import { and, asc, eq } from 'drizzle-orm'
import type { Reader } from '#lib/auth/reader.ts'
import { database } from '#lib/db/connection.ts'
import { notes } from './schema.ts'

/** A passage or figure that a reader saved. */
export type Note = Omit<typeof notes.$inferSelect, 'userId'>

/** What is saved: all but what the database gives it. */
export type NewNote = Omit<Note, 'id' | 'revision' | 'createdAt' | 'changedAt'>

/** How many one reader may have, and how many characters each. */
export const NOTES_MAX = 1000
export const NOTE_LENGTH_MAX = 10_000

/** All that the reader saved, the oldest first; of one sheet alone, if it is given. */
export async function listNotes(reader: Reader, documentId?: string): Promise<readonly Note[]> {
  return database()
    .select()
    .from(notes)
    .where(and(eq(notes.userId, reader.id), documentId === undefined ? undefined : eq(notes.documentId, documentId)))
    .orderBy(asc(notes.createdAt), asc(notes.id))
    .limit(NOTES_MAX)
}

/** The reader's note `id`; null if they have none of that name. */
export async function findNote(reader: Reader, id: string): Promise<Note | null> {
  const [found] = await database()
    .select()
    .from(notes)
    .where(and(eq(notes.userId, reader.id), eq(notes.id, id)))
  return found ?? null
}

/** Saves a passage or figure. Returns false if the reader has as many as one may. */
export async function addNote(reader: Reader, note: NewNote): Promise<boolean> {
  if ((await database().$count(notes, eq(notes.userId, reader.id))) >= NOTES_MAX) return false
  await database()
    .insert(notes)
    .values({ ...note, userId: reader.id })
  return true
}

/** Puts `text` in place of the words of the reader's note `id`, which was at `revision` when they began. Returns what came of it: `stale` if it was
 *  changed elsewhere meanwhile, `gone` if it is not theirs or no longer there. */
export async function changeNote(
  reader: Reader,
  { id, revision, text }: Pick<Note, 'id' | 'revision' | 'text'>,
): Promise<'done' | 'stale' | 'gone'> {
  const own = and(eq(notes.userId, reader.id), eq(notes.id, id))
  const changed = await database()
    .update(notes)
    .set({ text, revision: revision + 1, changedAt: new Date() })
    .where(and(own, eq(notes.revision, revision)))
    .returning({ id: notes.id })
  if (changed.length > 0) return 'done'
  return (await database().$count(notes, own)) > 0 ? 'stale' : 'gone'
}

/** Deletes the reader's note `id`. */
export async function removeNote(reader: Reader, id: string): Promise<void> {
  await database()
    .delete(notes)
    .where(and(eq(notes.userId, reader.id), eq(notes.id, id)))
}
