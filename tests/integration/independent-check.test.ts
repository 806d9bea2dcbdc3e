import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonicalJson, hashOf } from '#lib/publishing/canonical.ts'
import { editionFile } from '#lib/publishing/edition-file.ts'
import { signerOf } from '#lib/publishing/signer.ts'
import { toKeySet } from '#lib/publishing/signing-keys.ts'

// Editions are to be checked by anybody, without our code: here by Python's standard library, and by OpenSSL.

const SCRIPT = join(import.meta.dirname, '../independent/check-editions.py')
const hasPython = spawnSync('python3', ['--version']).status === 0
const hasOpenssl = spawnSync('openssl', ['version']).status === 0

const signer = signerOf(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chancery-independent-'))
  const keys = toKeySet([{ id: signer.keyId, x: signer.x, validFrom: new Date(0), validUntil: null }])
  await writeFile(join(directory, 'keys.json'), JSON.stringify(keys))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

function signedFile(more: object): { readonly content: string; readonly text: string; readonly hash: string } {
  const content = canonicalJson({ document: 'sheet', number: 1, previous: null, ...more })
  const hash = hashOf(content)
  return { content, hash, text: editionFile({ content, hash, keyId: signer.keyId, signature: signer.sign(content) }) }
}

async function checkByPython(texts: readonly string[]): Promise<readonly string[]> {
  const paths = texts.map((_, index) => join(directory, `${index}.json`))
  await Promise.all(paths.map((path, index) => writeFile(path, texts[index] ?? '')))
  const { stdout, stderr } = spawnSync('python3', [SCRIPT, join(directory, 'keys.json'), ...paths], { encoding: 'utf8' })
  if (stderr !== '') throw new Error(stderr)
  return stdout.trim().split('\n')
}

test('Whatever an edition says, Python finds its hash and its signature right', async ({ skip }) => {
  skip(!hasPython, 'not applicable: there is no python3 here')
  const numbers = [0, -0, 1e21, 1e20, 123_456_789_012_345_680_000, 1e-6, 1e-7, 5e-324, 1.797e308, 0.1, 46_500.5, -33.3, 4.35, 2 ** 53]
  const values = fc.sample(
    fc.record({ value: fc.jsonValue({ maxDepth: 4 }), number: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
    {
      numRuns: 60,
      seed: 5,
    },
  )
  const files = [{ numbers, 'ﬁ😀é"\\\u0007\u2028': '😀\u0000\u001f\u007f', '\uE000': 1, '😀': 2 }, ...values].map(signedFile)
  expect(await checkByPython(files.map(({ text }) => text))).toEqual(files.map(({ hash }) => `right signed ${hash} after none`))
})

test('It finds what was changed, and what another key signed', async ({ skip }) => {
  skip(!hasPython, 'not applicable: there is no python3 here')
  const { text, hash } = signedFile({ text: 'Two.' })
  const forged = text.replace(/"value":"./, (found) => `${found.slice(0, -1)}${found.endsWith('A') ? 'B' : 'A'}`)
  expect(await checkByPython([text.replace('Two.', 'Too.'), forged, text.replace(signer.keyId, 'unknown')])).toEqual([
    `wrong unsigned ${hash} after none`,
    `right unsigned ${hash} after none`,
    `right unsigned ${hash} after none`,
  ])
})

test('OpenSSL finds the signature right, over the bytes that stand in the file', async ({ skip }) => {
  skip(!hasOpenssl, 'not applicable: there is no openssl here')
  const { text } = signedFile({ text: 'Perú' })
  const { signature } = JSON.parse(text) as { signature: { value: string } }
  const signed = text.slice('{"edition":'.length, text.indexOf(',"hash":'))
  // The head of a public key in DER, as RFC 8410 has it for Ed25519.
  const key = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(signer.x, 'base64url')])
  const path = (name: string) => join(directory, name)
  await writeFile(path('key.pem'), `-----BEGIN PUBLIC KEY-----\n${key.toString('base64')}\n-----END PUBLIC KEY-----\n`)
  await writeFile(path('signature'), Buffer.from(signature.value, 'base64url'))
  const verify = async (bytes: string) => {
    await writeFile(path('bytes'), bytes)
    const args = ['pkeyutl', '-verify', '-pubin', '-inkey', path('key.pem'), '-rawin', '-in', path('bytes'), '-sigfile', path('signature')]
    return spawnSync('openssl', args).status
  }
  expect(await verify(signed)).toBe(0)
  expect(await verify(signed.replace('Perú', 'Peru'))).not.toBe(0)
})
