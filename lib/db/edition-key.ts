import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { readIfPresent, writePrivate } from './secrets.ts'

/** The private key that signs the editions of the site whose data are in `directory`, in PEM (PKCS 8): made at the first call and kept in a file
 *  that only its user can read. */
export function keepEditionKey(directory: string): string {
  const file = editionKeyFile(directory)
  const kept = readIfPresent(file)
  return kept ?? makeEditionKey(directory)
}

/** Makes a new key in the place of the one there is, which is lost, and returns it. */
export function makeEditionKey(directory: string): string {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  writePrivate(editionKeyFile(directory), pem)
  return pem
}

function editionKeyFile(directory: string): string {
  return join(directory, 'edition-key.pem')
}
