import { readFileSync } from 'node:fs'
import { keepEditionKey } from '#lib/db/edition-key.ts'
import { type Environment, StartRefused } from '#lib/env.ts'
import { type Signer, signerOf } from '#lib/publishing/signer.ts'

/** What signs the editions of this site: the key that the settings name, else one of its own.
 *  @throws {StartRefused} `edition-key` if that is no key that can sign */
export function editionSigner({ EDITION_KEY_FILE, DATA_DIR }: Pick<Environment, 'EDITION_KEY_FILE'> & { DATA_DIR: string }): Signer {
  const what = EDITION_KEY_FILE === undefined ? `edition-key.pem in ${DATA_DIR}` : 'The file that EDITION_KEY_FILE names'
  try {
    return signerOf(EDITION_KEY_FILE === undefined ? keepEditionKey(DATA_DIR) : readFileSync(EDITION_KEY_FILE, 'utf8'))
  } catch (error) {
    if (error instanceof StartRefused) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new StartRefused(
      'edition-key',
      `${what} cannot sign editions (${why}): openssl genpkey -algorithm ed25519 makes a key that can.`,
      error,
    )
  }
}
