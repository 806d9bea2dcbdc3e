import { createHash, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import type { Identity } from '../settings.ts'
import type { KeptToken } from './register.ts'

/** A use within this time of another is not written down, Postgres's words. */
const writtenEvery = '1 hour'

/** What is kept of a token: it has 256 random bits, so that its hash needs no salt and can't be guessed back. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** A token as it is shown once. */
export interface NewToken {
  readonly id: string
  /** What a program sends as `Authorization: Bearer …`; nobody can tell it again. */
  readonly key: string
}

/** Makes a token with `role` in `project`. */
export async function createToken(pool: Pool, token: Pick<KeptToken, 'project' | 'label' | 'role'>): Promise<NewToken> {
  const id = `si${randomBytes(9).toString('hex')}`
  const key = `sk${randomBytes(32).toString('base64url')}`
  await pool.query('insert into lake.token (id, hash, project, label, role) values ($1, $2, $3, $4, $5)', [
    id,
    hashOfToken(key),
    token.project,
    token.label,
    token.role,
  ])
  return { id, key }
}

/** Takes a token back; it opens nothing from a second later on. Returns whether there was one. */
export async function revokeToken(pool: Pool, project: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('delete from lake.token where project = $1 and id = $2', [project, id])
  return rowCount === 1
}

/** Writes down that a token was used, unless it was lately. */
export async function noteUse(pool: Pool, id: string): Promise<void> {
  await pool.query(
    `update lake.token set last_used_at = now() where id = $1 and (last_used_at is null or last_used_at < now() - interval '${writtenEvery}')`,
    [id],
  )
}

/** Whether the use of a token now is worth writing down. */
export function isWorthNoting({ lastUsedAt }: Pick<KeptToken, 'lastUsedAt'>): boolean {
  return lastUsedAt === null || Date.now() - Date.parse(lastUsedAt) > 60 * 60 * 1000
}

/** Whom a token stands for. */
export function identityOf({ id, label, role }: Pick<KeptToken, 'id' | 'label' | 'role'>): Identity {
  return { id, name: label, roles: [role], isRobot: true }
}
