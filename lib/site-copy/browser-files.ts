import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

const here = join(import.meta.dirname, 'browser')

/** Writes the scripts and the style sheet of the copy's own pages into `directory`: classic scripts, because browsers load no modules below `file:`. */
export async function writeBrowserFiles(directory: string): Promise<void> {
  await build({
    entryPoints: ['search.ts', 'verify.ts'].map((name) => join(here, name)),
    outdir: directory,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'inline',
    logLevel: 'warning',
  })
  await writeFile(join(directory, 'copy.css'), await readFile(join(here, 'copy.css')))
}
