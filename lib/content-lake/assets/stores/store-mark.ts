import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What tells the asset store in `directory` from every other: a name that lies in it, given to it once. Instances that share the
 *  directory, by whatever path, read the same. */
export async function storeMark(directory: string): Promise<string> {
  const file = join(directory, 'store-mark')
  const mark = randomUUID()
  const unfinished = `${file}.${mark}`
  await mkdir(directory, { recursive: true })
  await writeFile(unfinished, mark, { mode: 0o644 })
  try {
    // Whole or not at all, and only once: another instance may do the same at this moment.
    await link(unfinished, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(unfinished, { force: true })
  }
  return readFile(file, 'utf8')
}
