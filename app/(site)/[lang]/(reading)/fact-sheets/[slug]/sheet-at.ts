import { unlessMoved } from '#lib/publishing/moved-sheets.ts'
import type { View } from '#sanity/live.ts'
import { type FactSheet, readFactSheet } from '#sanity/read/fact-sheet.ts'

/** The sheet that readers of `language` are shown at `slug`. Null if none is there, and if theirs moved: its address leads on, and no other stands in for it. */
export async function sheetAt(slug: string, language: string, view: View): Promise<FactSheet | null> {
  return unlessMoved(await readFactSheet({ slug, language, view }), slug, language)
}
