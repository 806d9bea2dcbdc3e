import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartRefused } from '../env.ts'

const secretsSchema = z.object({ AUTH_SECRET: z.string().min(32) })

/** What the site keeps to itself. */
export type Secrets = z.infer<typeof secretsSchema>

/** The secrets of the site whose data are in `directory`, made at the first call and kept in a file that only its user can read.
 *  @throws {StartRefused} `secrets` if the file is damaged: new ones would sign everybody out unasked. */
export function keepSecrets(directory: string): Secrets {
  const file = join(directory, 'secrets.json')
  const kept = readIfPresent(file)
  if (kept === null) return make(file)
  const parsed = secretsSchema.safeParse(parseJson(kept))
  if (!parsed.success)
    throw new StartRefused(
      'secrets',
      `${file} is damaged: restore it from a back-up, or remove it to have new secrets made (whoever is signing in then begins again).`,
      parsed.error,
    )
  return parsed.data
}

function make(file: string): Secrets {
  const secrets = { AUTH_SECRET: randomBytes(33).toString('base64url') }
  writePrivate(file, JSON.stringify(secrets))
  return secrets
}

/** Writes `text` to `file`, whole or not at all, for its user alone. */
export function writePrivate(file: string, text: string): void {
  const descriptor = openSync(`${file}.new`, 'w', 0o600)
  writeSync(descriptor, text)
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(`${file}.new`, file)
}

/** The text of `file`; null if there is none.
 *  @throws {StartRefused} `secrets` if it cannot be read */
export function readIfPresent(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new StartRefused('secrets', `${file} cannot be read: let the user who runs the site read it.`, error)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
