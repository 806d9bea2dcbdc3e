import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { SanityClient, SanityDocumentStub } from '@sanity/client'
import { exportDataset } from '@sanity/export'
import { sanityImport } from '@sanity/import'

type ImportOptions = Parameters<typeof sanityImport>[1]

const run = promisify(execFile)

/** What is in an archive that `@sanity/export` makes. */
export interface Unpacked {
  /** Each line of `data.ndjson`, as it stands there. */
  readonly lines: readonly string[]
  /** `assets.json`: what each asset says of itself, by kind and hash. */
  readonly assets: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Pictures and files by their path in the archive. */
  readonly files: ReadonlyMap<string, Buffer>
}

/** Exports what `client` sees to `path` with the unmodified tool. */
export async function exportTo(path: string, client: SanityClient): Promise<void> {
  // Its type wants a field that only an older client had, which it never reads.
  await exportDataset({ client, dataset: client.config().dataset ?? '', outputPath: path, assetConcurrency: 1 } as Parameters<
    typeof exportDataset
  >[0])
}

/** Imports the archive at a path, or documents as they are, with the unmodified tool. */
export async function importFrom(
  source: string | SanityDocumentStub[],
  client: SanityClient,
  more: Partial<ImportOptions> = {},
): ReturnType<typeof sanityImport> {
  const input = typeof source === 'string' ? createReadStream(source) : source
  return await sanityImport(input as Parameters<typeof sanityImport>[0], { client, operation: 'create', ...more })
}

export async function unpack(path: string): Promise<Unpacked> {
  const directory = await mkdtemp(join(tmpdir(), 'chancery-archive-'))
  try {
    await mkdir(directory, { recursive: true })
    await run('tar', ['-xzf', path, '-C', directory])
    const [inside = ''] = await readdir(directory)
    const root = join(directory, inside)
    const names = (
      await Promise.all(['images', 'files'].map(async (folder) => (await readdir(join(root, folder))).map((name) => `${folder}/${name}`)))
    ).flat()
    return {
      lines: (await readFile(join(root, 'data.ndjson'), 'utf8')).split('\n').filter((line) => line !== ''),
      assets: JSON.parse(await readFile(join(root, 'assets.json'), 'utf8')),
      files: new Map(await Promise.all(names.toSorted().map(async (name) => [name, await readFile(join(root, name))] as const))),
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
