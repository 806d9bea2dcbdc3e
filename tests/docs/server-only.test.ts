import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ROOT } from './project-files.ts'

const fixture = join(ROOT, 'tests/fixtures/client-imports-server')

afterAll(async () => {
  // The last two only where it did build.
  for (const made of ['.next', 'tsconfig.json', 'next-env.d.ts']) await rm(join(fixture, made), { recursive: true, force: true })
})

test('A client file that imports a server room does not build', { timeout: 120_000 }, async () => {
  const { code, output } = await new Promise<{ code: number; output: string }>((resolve) => {
    const args = [join(ROOT, 'node_modules/next/dist/bin/next'), 'build', fixture]
    execFile(
      process.execPath,
      args,
      { env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } },
      (error, stdout, stderr) => {
        resolve({ code: error ? 1 : 0, output: stdout + stderr })
      },
    )
  })
  expect(output).toMatch(/You're importing a (component|module) that needs "?server-only|'server-only' cannot be imported/)
  expect(output).toContain('leaf.tsx')
  expect(code).toBe(1)
})
