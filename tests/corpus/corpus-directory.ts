import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../../', import.meta.url))

/** The files that the corpus is made of. */
const FILES = ['peru-2015.json', 'state-fact-sheets.json', 'factbook-editions.json', 'country-histories.json', 'translations.json'] as const

/** Why a test of the corpus can't run. */
export const NOT_AT_HAND = 'not applicable: the texts of others are not beside the project, in ../shared/content'

/** Where the texts of others are: what CORPUS_DIRECTORY names, else `shared/content` beside the project; null if they are not there. */
export function findCorpus(): string | null {
  const directory = resolve(project, process.env['CORPUS_DIRECTORY'] ?? '../shared/content')
  return FILES.every((file) => existsSync(join(directory, file))) ? directory : null
}

/** One file of the corpus. Its shape is that of the README beside it, which is not ours to check. */
export async function readCorpus<Content>(directory: string, file: (typeof FILES)[number]): Promise<Content> {
  return JSON.parse(await readFile(join(directory, file), 'utf8'))
}
