import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { z } from 'zod'

export const MANIFEST = 'manifest.json'
/** The one file that differs between two copies of the same content. */
export const MADE_AT = 'made-at.txt'

const manifestSchema = z.object({
  format: z.literal('chancery-copy'),
  version: z.literal(1),
  site: z.string(),
  files: z.array(z.object({ file: z.string(), bytes: z.number(), sha256: z.string() })),
})

/** What a copy consists of. */
export type Manifest = z.infer<typeof manifestSchema>

/** Every file below `directory` but the manifest and the date, by name, with its hash. */
export async function makeManifest(directory: string, site: string): Promise<Manifest> {
  const files = []
  for (const file of await filesBelow(directory)) {
    if (file === MANIFEST || file === MADE_AT) continue
    const path = join(directory, file)
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
    files.push({ file, bytes: (await stat(path)).size, sha256: hash.digest('hex') })
  }
  return { format: 'chancery-copy', version: 1, site, files }
}

/** The manifest of the copy in `directory`; null if there is none. */
export async function readManifest(directory: string): Promise<Manifest | null> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(directory, MANIFEST), 'utf8')))
  } catch {
    // Not there, or not ours: either way this is no copy.
    return null
  }
}

/** The files below `directory`, with `/` between folders, in order. */
export async function filesBelow(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted()
}
