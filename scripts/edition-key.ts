// The keys that sign editions: lists them, makes another for this site, or ends the time of one.
import type { Pool } from 'pg'
import { database } from '#lib/db/connection.ts'
import { findDataDirectory } from '#lib/db/data-directory.ts'
import { makeEditionKey } from '#lib/db/edition-key.ts'
import { environment } from '#lib/env.ts'
import { signerOf } from '#lib/publishing/signer.ts'
import { listSigningKeys, requireOpenKey, retireKey } from '#lib/publishing/signing-keys.ts'
import { runCommand, type Words } from './site/command.ts'
import { editionSigner } from './site/edition-signer.ts'

const USAGE = `Usage: npm run edition-key -- list
       npm run edition-key -- rotate
       npm run edition-key -- retire <key>
rotate makes a new key in the data directory and retires the one before; restart the site then. With EDITION_KEY_FILE, put a new key into that file,
restart every instance, and retire the old one.`

async function editionKey(_pool: Pool, { verb, rest }: Words): Promise<string> {
  const [given, ...more] = rest
  if (verb === 'list' && given === undefined) return list()
  if (verb === 'rotate' && given === undefined) return rotate()
  if (verb === 'retire' && given !== undefined && more.length === 0) {
    if (!(await retireKey(database(), given))) throw new Error(`There is no key "${given}" that signs. See npm run edition-key -- list.`)
    return `${given} signs no more; what it signed stays genuine.`
  }
  throw new Error(USAGE)
}

async function list(): Promise<string> {
  const lines = (await listSigningKeys(database())).map(
    ({ id, validFrom, validUntil }) =>
      `${id}  from ${validFrom.toISOString().slice(0, 10)}  ${validUntil ? `until ${validUntil.toISOString().slice(0, 10)}` : 'signs'}`,
  )
  return lines.length === 0 ? 'No edition was signed yet.' : lines.join('\n')
}

async function rotate(): Promise<string> {
  const settings = environment()
  if (settings.EDITION_KEY_FILE !== undefined) throw new Error(`EDITION_KEY_FILE is set: the key is yours to change.\n${USAGE}`)
  const { path } = findDataDirectory(settings)
  const before = editionSigner({ EDITION_KEY_FILE: undefined, DATA_DIR: path })
  const after = signerOf(makeEditionKey(path))
  await requireOpenKey(database(), after)
  await retireKey(database(), before.keyId)
  return `${after.keyId} signs from now on; ${before.keyId} is retired. Restart the site, if it runs: until then it makes no editions.`
}

await runCommand('edition-key', editionKey)
