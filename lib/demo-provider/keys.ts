import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import { z } from 'zod'

const storedSchema = z.object({
  /** The private signing key, as a JWK. */
  signingKey: z.looseObject({ kty: z.string(), kid: z.string() }),
  cookieKey: z.string().min(32),
})

/** What the demonstration provider signs with; the same after a restart. */
export type ProviderKeys = z.infer<typeof storedSchema>

/** The keys in `directory`, made at the first start and readable by this user alone.
 *  @throws {Error} naming the file if it can't be read as what it should be */
export async function keepKeys(directory: string): Promise<ProviderKeys> {
  const file = join(directory, 'keys.json')
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    return null
  })
  if (text === null) return makeKeys(directory, file)
  try {
    return storedSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new Error(`${file} does not hold the keys of the demonstration provider. Remove it, and new ones are made.`, { cause: error })
  }
}

async function makeKeys(directory: string, file: string): Promise<ProviderKeys> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const keys = {
    signingKey: { ...(await exportJWK(privateKey)), kty: 'RSA', kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' },
    cookieKey: randomBytes(32).toString('base64url'),
  }
  await mkdir(directory, { recursive: true, mode: 0o700 })
  // Written aside and moved, so that a start that is killed leaves no half file.
  await writeFile(`${file}.new`, JSON.stringify(keys), { mode: 0o600 })
  await rename(`${file}.new`, file)
  return keys
}
