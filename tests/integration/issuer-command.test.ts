import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issuerIdOf } from '#lib/auth/issuers/issuer-id.ts'
import { createDatabase, type TestDatabase } from '#tests/support/database.ts'
import { type RegisteringProvider, startRegisteringProvider } from '#tests/support/registering-provider.ts'
import { runScript } from '#tests/support/start.ts'

describe('npm run issuer', () => {
  let database: TestDatabase
  let directory: string
  let provider: RegisteringProvider
  beforeAll(async () => {
    database = await createDatabase()
    directory = await mkdtemp(join(tmpdir(), 'chancery-issuer-'))
    provider = await startRegisteringProvider()
  })
  afterAll(async () => {
    await provider.close()
    await database.drop()
    await rm(directory, { recursive: true })
  })

  const run = (...args: string[]) =>
    runScript('scripts/issuer.ts', { DATABASE_URL: database.url, DATA_DIR: directory, ANY_OPENID_LOOPBACK: 'on' }, { args })

  it('allows and denies by host, whatever is typed of it, and takes a rule back', async () => {
    expect(await run('list')).toMatchObject({ code: 0, output: 'There are no rules.\nNo issuer was named lately.\n' })
    expect(await run('deny', 'https://Evil.Example:8443/x')).toMatchObject({
      code: 0,
      output: expect.stringContaining('evil.example is denied'),
    })
    expect(await run('allow', 'bücher.example')).toMatchObject({ code: 0 })
    expect((await run('list')).output).toContain('denied   evil.example\nallowed  xn--bcher-kva.example\n')
    expect((await run('remove-rule', 'evil.example')).output).toContain('no rule for evil.example any more')
    expect((await run('list')).output).not.toContain('evil')
  })

  it('keeps a client that an administrator made, with the secret sealed, and says which redirect address to enter', async () => {
    const file = join(directory, 'secret.txt')
    await writeFile(file, 'of the administrators\n')
    const { code, output } = await run('client', provider.issuer, 'the-site', file, 'post')
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringContaining(`/api/auth/callback/${issuerIdOf(provider.issuer)}`),
    })
    const { rows } = await database.pool.query<Record<string, unknown>>('select * from auth.issuer')
    expect(rows).toMatchObject([{ issuer: provider.issuer, client_kind: 'administrator' }])
    expect(JSON.stringify(rows)).not.toMatch(/of the administrators|the-site/)
    const list = await run('list')
    expect(list.output).toContain(`${provider.issuer}  allowed, client: administrator, accounts: 0, never used`)
    expect(list.output).not.toContain('of the administrators')
    expect((await run('forget', provider.issuer)).output, 'it is not the site’s to forget').toContain('not registered')
  })

  it.each([
    [[], 'Usage:'],
    [['allow'], 'Usage:'],
    [['allow', 'a.example', 'b.example'], 'Usage:'],
    [['seize', 'a.example'], 'Usage:'],
    [['deny', 'no host'], 'is not a host'],
    [['client', 'http://id.example.org', 'x'], 'is not the address of an issuer'],
    [['client', 'http://localhost:1', 'x'], 'could not be reached'],
  ])('says what it takes: %j', async (args, sentence) => {
    expect(await run(...args)).toMatchObject({ code: 1, output: expect.stringContaining(sentence) })
  })
})
