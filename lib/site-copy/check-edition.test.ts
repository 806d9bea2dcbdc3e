import { generateKeyPairSync } from 'node:crypto'
import { expect, it, test } from 'vitest'
import { canonicalJson, hashOf } from '#lib/publishing/canonical.ts'
import { editionFile } from '#lib/publishing/edition-file.ts'
import { signerOf } from '#lib/publishing/signer.ts'
import { checkEdition, type EditionRegister, findByHash } from './check-edition.ts'

const newSigner = () => signerOf(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
const signer = newSigner()
const stranger = newSigner()

function fileOf(number: number, previous: string | null, text: string, signedBy = signer) {
  const edition = {
    document: 'sheet',
    number,
    published: '2026-11-26T10:00:00.000Z',
    heading: 'Perú “ñ” \u2028',
    language: 'en',
    previous,
    text,
  }
  const content = canonicalJson({ ...edition, value: 46_500.5e20 })
  const hash = hashOf(content)
  return { text: editionFile({ content, hash, keyId: signer.keyId, signature: signedBy.sign(content) }), hash }
}

const first = fileOf(1, null, 'One.')
const second = fileOf(2, first.hash, 'Two.')
const known = (hash: string, number: number) => ({ hash, document: 'sheet', number, heading: 'Perú', href: `sheet/${number}/index.html` })
const register: EditionRegister = {
  keys: [{ kid: signer.keyId, x: signer.x }],
  editions: [known(first.hash, 1), known(second.hash, 2)],
  withdrawn: [],
}

it('finds an edition genuine that is as it was published, and says whether it is current', () => {
  expect(checkEdition(first.text, register)).toMatchObject({ kind: 'genuine', number: 1, newest: 2, known: { number: 1 } })
  expect(checkEdition(second.text, register)).toMatchObject({ kind: 'genuine', newest: 2 })
  expect(checkEdition(second.text, { ...register, withdrawn: ['sheet'] })).toMatchObject({ kind: 'genuine', newest: null })
  const third = fileOf(3, second.hash, 'Three.')
  expect(checkEdition(third.text, register)).toMatchObject({ kind: 'genuineElsewhere', known: null, newest: 3 })
})

test.each([
  ['a changed character', second.text.replace('Two.', 'Too.'), register, 'changed'],
  ['a key that is none of the site’s', second.text, { ...register, keys: [{ kid: 'other', x: signer.x }] }, 'unknownKey'],
  ['the signature of somebody else', fileOf(2, first.hash, 'Two.', stranger).text, register, 'forged'],
  ['a signature that is none', second.text.replace(/"value":"[\w-]+"\}/, '"value":"!"}'), register, 'forged'],
  ['a key whose time had ended', second.text, { ...register, keys: [{ kid: signer.keyId, x: signer.x, exp: 1000 }] }, 'retiredKey'],
  ['another edition of the same number', fileOf(2, first.hash, 'Two!').text, register, 'otherEdition'],
  ['a wrong edition before it', fileOf(3, first.hash, 'Three.').text, register, 'brokenChain'],
  ['a first edition with one before it', fileOf(1, second.hash, 'One.').text, { ...register, editions: [] }, 'brokenChain'],
  ['another file', '{"edition": 1}', register, 'unreadable'],
  ['no JSON', 'Two.', register, 'unreadable'],
] as const)('With %s it is not genuine', (_, text, known, kind) => {
  expect(checkEdition(text, known)).toEqual({ kind })
})

it('finds editions by their hash, or the beginning of it', () => {
  expect(findByHash(` SHA256:${first.hash.slice(0, 12).toUpperCase()} `, register)).toEqual([known(first.hash, 1)])
  expect(findByHash('0'.repeat(64), register)).toEqual([])
  expect(findByHash('0123', register)).toBeNull()
})
