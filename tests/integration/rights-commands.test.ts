import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashOfToken } from '#lib/content-lake/people/tokens.ts'
import { createDatabase } from '#tests/support/database.ts'
import { runScript } from '#tests/support/start.ts'

const role = {
  name: 'newsroom',
  title: 'Newsroom',
  grants: [{ filter: '_type == "post"', permissions: ['read', 'update'] }],
}

describe('the commands that give rights', () => {
  let database: { url: string; pool: Pool; drop: () => Promise<void> }
  let directory: string
  beforeAll(async () => {
    database = await createDatabase()
    directory = await mkdtemp(join(tmpdir(), 'chancery-commands-'))
  })
  afterAll(async () => {
    await database.drop()
    await rm(directory, { recursive: true })
  })

  const run = (script: string, ...args: string[]) =>
    runScript(`scripts/${script}.ts`, { DATABASE_URL: database.url, DATA_DIR: directory }, { args })

  it('npm run token makes a token that is shown once, lists it and takes it back', async () => {
    const made = await run('token', 'create', 'nightly import', 'editor')
    expect(made.code).toBe(0)
    const key = /sk[\w-]{43}/.exec(made.output)?.[0] ?? ''
    const { rows } = await database.pool.query<{ id: string; hash: string }>('select id, hash from lake.token')
    expect(rows).toEqual([{ id: expect.any(String), hash: hashOfToken(key) }])
    const id = rows[0]?.id ?? ''
    const listed = await run('token', 'list')
    expect(listed.output).toMatch(new RegExp(`${id} +editor +made \\d{4}-\\d\\d-\\d\\d, used never +nightly import`))
    expect(listed.output).not.toContain(key)
    expect((await run('token', 'revoke', id)).code).toBe(0)
    expect((await run('token', 'list')).output).toContain('There are no tokens.')
  })

  it('npm run role keeps a role of one’s own, which people and tokens can have then', async () => {
    const file = join(directory, 'newsroom.json')
    await writeFile(file, JSON.stringify(role))
    expect(await run('token', 'create', 'x', 'newsroom')).toMatchObject({
      code: 1,
      output: expect.stringContaining('There is no role "newsroom"'),
    })
    expect(await run('grant', 'https://id.example.org', 'anna', 'newsroom')).toMatchObject({ code: 1 })
    expect(await run('role', 'set', file)).toMatchObject({ code: 0 })
    expect((await run('role', 'list')).output).toContain('newsroom: Newsroom\n    read, update: _type == "post"')
    expect(await run('token', 'create', 'x', 'newsroom')).toMatchObject({ code: 0 })
    expect(await run('grant', 'https://id.example.org', 'anna', 'newsroom')).toMatchObject({ code: 0 })
    expect(await run('role', 'remove', 'newsroom')).toMatchObject({ code: 0 })
    expect(await run('grant', '--revoke', 'https://id.example.org', 'anna', 'newsroom')).toMatchObject({ code: 0 })
  })

  it('npm run role refuses what would be no right, in a sentence', async () => {
    const file = join(directory, 'wrong.json')
    await writeFile(file, JSON.stringify({ ...role, grants: [{ filter: 'count(*) > 1', permissions: ['read'] }] }))
    const { code, output } = await run('role', 'set', file)
    expect(code).toBe(1)
    expect(output).toContain('It must not look at other documents')
  })

  it('npm run cors allows an origin, lists it and takes it back', async () => {
    expect(await run('cors', 'add', 'https://*.example.org', '--credentials')).toMatchObject({ code: 0 })
    expect((await run('cors', 'list')).output).toContain('https://*.example.org (with credentials)')
    expect(await run('cors', 'add', '*', '--credentials')).toMatchObject({ code: 1 })
    expect(await run('cors', 'remove', 'https://*.example.org')).toMatchObject({ code: 0 })
    expect((await run('cors', 'list')).output).toContain('No other origin is allowed.')
  })

  it.each(['token', 'role', 'cors'])('npm run %s without words that it knows says how it is used', async (script) => {
    expect(await run(script)).toMatchObject({ code: 1, output: expect.stringContaining(`Usage: npm run ${script}`) })
  })
})
