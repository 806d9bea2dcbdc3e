import { execFile } from 'node:child_process'
import { appendFile, cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')

/** What each planted file imports, and the rule that must say no; null where it may. */
const PLANTED: readonly { from: string; imports: string; to: string; rule: string | null }[] = [
  { from: 'app/page.tsx', imports: '#lib/db/connection.ts', to: 'lib/db/connection.ts', rule: 'app-imports' },
  { from: 'app/page.tsx', imports: '#lib/accounts/follows.ts', to: 'lib/accounts/follows.ts', rule: null },
  { from: 'components/header.tsx', imports: '#sanity/values.ts', to: 'sanity/values.ts', rule: 'components-imports' },
  { from: 'components/header.tsx', imports: 'type:#sanity/types.ts', to: 'sanity/types.ts', rule: null },
  { from: 'components/header.tsx', imports: 'type:#lib/db/tables.ts', to: 'lib/db/tables.ts', rule: 'components-imports-types' },
  { from: 'sanity/schema/page.ts', imports: '../read/page.ts', to: 'sanity/read/page.ts', rule: 'schema-and-studio-do-not-read' },
  {
    from: 'lib/content-lake/query/query.ts',
    imports: '#lib/db/connection.ts',
    to: 'lib/db/connection.ts',
    rule: 'lib-content-lake-imports',
  },
  { from: 'lib/content-lake/query/query.ts', imports: 'next', to: 'node_modules/next', rule: 'lake-knows-no-framework' },
  { from: 'lib/content-lake/store.ts', imports: '#lib/db/connection.ts', to: 'lib/db/connection.ts', rule: null },
  { from: 'lib/content-lake/store.ts', imports: '#lib/env.ts', to: 'lib/env.ts', rule: 'lib-content-lake-imports-but' },
  { from: 'lib/env.ts', imports: '#lib/i18n/languages.ts', to: 'lib/i18n/languages.ts', rule: 'lib-single-files-imports' },
  { from: 'lib/changes/words.ts', imports: 'node:fs', to: 'fs', rule: 'pure-rooms-no-node' },
  { from: 'lib/helpers/all.ts', imports: '#lib/env.ts', to: 'lib/env.ts', rule: 'every-file-has-a-room' },
  { from: 'sanity/client.ts', imports: '#lib/server/server.ts', to: 'lib/server/server.ts', rule: 'only-scripts-start-the-server' },
  { from: 'lib/server/server.ts', imports: '#lib/auth/index.ts', to: 'lib/auth/index.ts', rule: 'lib-server-imports' },
  { from: 'lib/server/server.ts', imports: '#lib/auth/session.ts', to: 'lib/auth/session.ts', rule: null },
  { from: 'lib/auth/session.ts', imports: './guard.ts', to: 'lib/auth/guard.ts', rule: null },
  { from: 'lib/auth/guard.ts', imports: 'server-only', to: 'node_modules/server-only', rule: null },
  { from: 'scripts/seed.ts', imports: '#lib/auth/guard.ts', to: 'node_modules/server-only', rule: 'runs-outside-next' },
  { from: 'lib/db/a.ts', imports: '#tests/support/database.ts', to: 'tests/support/database.ts', rule: 'nothing-imports-tests-or-scripts' },
  { from: 'lib/db/a.test.ts', imports: '#tests/support/database.ts', to: 'tests/support/database.ts', rule: null },
  { from: 'lib/db/a.ts', imports: '#lib/db/absent.ts', to: '#lib/db/absent.ts', rule: 'resolvable' },
  { from: 'lib/db/b.ts', imports: './c.ts', to: 'lib/db/c.ts', rule: 'no-cycles' },
  // A cycle is told once, at one of its files.
  { from: 'lib/db/c.ts', imports: './b.ts', to: 'lib/db/b.ts', rule: null },
]

let directory = ''
let violations: Awaited<ReturnType<typeof cruise>> = []

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chancery-boundaries-'))
  for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.mjs']) await cp(join(root, file), join(directory, file))
  await symlink(join(root, 'node_modules'), join(directory, 'node_modules'))
  for (const { from, imports, to } of PLANTED) {
    const [type, what] = imports.startsWith('type:') ? [' type {} from', imports.slice(5)] : ['', imports]
    await plant(from, `import${type} '${what}'\n`)
    if (/^(?!node_modules).*[/].*[.]ts$/.test(to) && !to.startsWith('#')) await plant(to, '')
  }
  violations = await cruise(directory)
})

afterAll(async () => {
  await rm(directory, { recursive: true, force: true })
})

describe('The boundaries between rooms', () => {
  test.each(PLANTED)('$from importing $imports is judged by $rule', ({ from, to, rule }) => {
    const broken = violations.filter((violation) => violation.from === from && violation.to.includes(to))
    expect(broken.map((violation) => violation.rule)).toEqual(rule ? expect.arrayContaining([rule]) : [])
  })

  test('Each violation comes with a sentence that says what to do', () => {
    expect(violations.length).toBeGreaterThan(0)
    for (const { comment } of violations) expect(comment).toMatch(/^[A-Z`].{30,}[.]$/)
  })
})

/** Adds a line to a file of the tree, which is made if absent. */
async function plant(path: string, line: string) {
  const file = join(directory, path)
  await mkdir(dirname(file), { recursive: true })
  await appendFile(file, line)
}

interface Cruised {
  summary: {
    violations: { from: string; to: string; rule: { name: string } }[]
    ruleSetUsed: { forbidden: { name: string; comment: string }[] }
  }
}

/** The rules that the tree breaks, each with its comment. */
async function cruise(tree: string) {
  const output = await new Promise<string>((resolve, reject) => {
    const args = [cruiser, '--output-type', 'json', 'app', 'components', 'lib', 'sanity', 'tests', 'scripts']
    execFile(process.execPath, args, { cwd: tree, maxBuffer: 1 << 26 }, (error, stdout) => {
      if (stdout.startsWith('{')) resolve(stdout)
      else reject(error ?? new Error('dependency-cruiser said nothing'))
    })
  })
  const { summary }: Cruised = JSON.parse(output)
  return summary.violations.map(({ from, to, rule }) => ({
    from,
    to,
    rule: rule.name,
    comment: summary.ruleSetUsed.forbidden.find(({ name }) => name === rule.name)?.comment ?? '',
  }))
}
