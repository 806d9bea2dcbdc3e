import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Outcome, ROOT, runFile } from './program.ts'
import type { Tally } from './tally.ts'

interface Check {
  readonly name: string
  /** What to do when it fails, besides reading what it said. */
  readonly remedy: string
  readonly run: () => Promise<Outcome>
}

const ROOMS = ['app', 'components', 'lib', 'sanity', 'scripts', 'tests']

const CHECKS: readonly Check[] = [
  { name: 'lint', remedy: 'npm run lint', run: () => runFile('node_modules/oxlint/bin/oxlint', ['--format', 'unix']) },
  { name: 'format', remedy: 'npm run format', run: () => runFile('node_modules/oxfmt/bin/oxfmt', ['--list-different']) },
  { name: 'types', remedy: 'npm run typecheck', run: checkTypes },
  {
    name: 'boundaries',
    remedy: 'npm run boundaries',
    run: () => runFile('node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ['--output-type', 'err-long', ...ROOMS]),
  },
  { name: 'unused', remedy: 'npm run unused', run: () => runFile('node_modules/knip/bin/knip.js', ['--no-progress', '--no-config-hints']) },
  {
    name: 'content types up to date',
    remedy: 'npm run typegen, and commit what it wrote',
    run: () => regenerates(['sanity/sanity.types.ts', 'sanity/schema.json'], () => runFile('scripts/typegen.ts', [])),
  },
  {
    name: 'migrations up to date',
    remedy: 'npm run db:generate, and commit what it wrote',
    run: () => regenerates(['lib/db/migrations'], () => runFile('node_modules/drizzle-kit/bin.cjs', ['generate'])),
  },
]

/** Runs all static checks side by side, tells of those that fail, and counts each as one test. */
export async function runStaticChecks(): Promise<Tally> {
  const begin = performance.now()
  const outcomes = await Promise.all(CHECKS.map(async (check) => ({ check, outcome: await check.run() })))
  const broken = outcomes.filter(({ outcome }) => outcome.code !== 0)
  for (const { check, outcome } of broken) console.log(`\n--- ${check.name} (${check.remedy})\n${outcome.output.trim()}`)
  return {
    kind: 'static checks',
    passed: outcomes.length - broken.length,
    failed: broken.length,
    seconds: (performance.now() - begin) / 1000,
    notApplicable: [],
  }
}

/** The compiler, after Next has written the types of its routes. */
async function checkTypes(): Promise<Outcome> {
  const routes = await runFile('node_modules/next/dist/bin/next', ['typegen'])
  if (routes.code !== 0) return routes
  return runFile('node_modules/typescript/bin/tsc', ['--noEmit', '--pretty', 'false'])
}

/** Runs a generator whose files are committed, and fails if it changes them; they are left as they were. */
async function regenerates(paths: readonly string[], generate: () => Promise<Outcome>): Promise<Outcome> {
  const before = await contents(paths)
  const outcome = await generate()
  if (outcome.code !== 0) return outcome
  const after = await contents(paths)
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path))
  for (const path of changed) {
    const text = before.get(path)
    if (text === undefined) await rm(join(ROOT, path))
    else await writeFile(join(ROOT, path), text)
  }
  if (changed.length === 0) return outcome
  return { code: 1, output: `Generated anew, these differ from what is committed:\n${changed.join('\n')}` }
}

/** Every file at or below `paths` with its text. */
async function contents(paths: readonly string[]): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  for (const path of paths) {
    if (!existsSync(join(ROOT, path))) continue
    const names = path.includes('.') ? [''] : await readdir(join(ROOT, path), { recursive: true, withFileTypes: true }).then(filesOf(path))
    for (const name of names) files.set(join(path, name), await readFile(join(ROOT, path, name), 'utf8'))
  }
  return files
}

function filesOf(path: string) {
  return (entries: readonly { isFile(): boolean; parentPath: string; name: string }[]) =>
    entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(join(ROOT, path).length + 1))
}
