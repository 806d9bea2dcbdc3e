import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonicalJson, hashOf } from '#lib/publishing/canonical.ts'
import { editionFile } from '#lib/publishing/edition-file.ts'
import { signerOf } from '#lib/publishing/signer.ts'
import { toKeySet } from '#lib/publishing/signing-keys.ts'
import { runScript } from '#tests/support/start.ts'

let directory: string
const signer = signerOf(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())

/** The text of the file of an edition that says `text`, after the one with the hash `previous`. */
function fileOf(number: number, previous: string | null, text: string): { readonly text: string; readonly hash: string } {
  const edition = {
    document: 'sheet',
    number,
    published: '2026-11-26T10:00:00.000Z',
    heading: 'Perú “ñ” \u2028',
    language: 'en',
    previous,
    text,
    value: 46_500.5e20,
  }
  const content = canonicalJson(edition)
  return {
    text: editionFile({ content, hash: hashOf(content), keyId: signer.keyId, signature: signer.sign(content) }),
    hash: hashOf(content),
  }
}

const first = fileOf(1, null, 'One.')
const second = fileOf(2, first.hash, 'Two.')

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chancery-verify-'))
  const keys = toKeySet([{ id: signer.keyId, x: signer.x, validFrom: new Date(0), validUntil: null }])
  const files = {
    'keys.json': JSON.stringify(keys),
    'retired.json': JSON.stringify(toKeySet([{ id: signer.keyId, x: signer.x, validFrom: new Date(0), validUntil: new Date(1000) }])),
    '1.json': first.text,
    '2.json': second.text,
    'changed.json': second.text.replace('Two.', 'Too.'),
    'broken.json': fileOf(2, hashOf('another'), 'Two.').text,
    'other.json': '{"edition": 1}',
  }
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(directory, name), text)))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

function verify(names: readonly string[], keys: string) {
  return runScript('scripts/verify.ts', {}, { args: [...names.map((name) => join(directory, name)), `--keys=${join(directory, keys)}`] })
}

test('Files that are as they were signed are genuine, without a network, a database or settings', async () => {
  const { code, output } = await verify(['1.json', '2.json'], 'keys.json')
  expect(output.match(/genuine, edition \d/g)).toEqual(['genuine, edition 1', 'genuine, edition 2'])
  expect(code).toBe(0)
})

test('Whatever is wrong with one is said, and the command fails', async () => {
  const { code, output } = await verify(['changed.json', '1.json', 'broken.json', 'other.json'], 'keys.json')
  expect(code).toBe(1)
  expect(output).toMatch(/changed\.json: NOT GENUINE: its text/)
  expect(output).toMatch(/broken\.json: BROKEN CHAIN/)
  expect(output).toMatch(/other\.json: this is no file/)
  expect((await verify(['1.json'], 'retired.json')).output).toMatch(/NOT GENUINE: it was published after the time of its key/)
  expect((await verify(['1.json'], '1.json')).output).toMatch(/is no key set/)
})

test('Hash and chain are what a script finds that shares no code with ours', async () => {
  const { output } = await runScript(
    'tests/support/check-hashes.ts',
    {},
    { args: ['1.json', '2.json', 'changed.json'].map((name) => join(directory, name)) },
  )
  expect(output.trim().split('\n')).toEqual([
    `right ${first.hash} after null`,
    `right ${second.hash} after ${first.hash}`,
    `wrong ${second.hash} after ${first.hash}`,
  ])
})
