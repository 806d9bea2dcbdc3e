import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { Pool } from 'pg'
import { endSession, peopleOf, type Person, personOf } from '#lib/auth/session.ts'
import type { Identity, LakeSettings } from '#lib/content-lake/settings.ts'
import type { Environment } from '#lib/env.ts'

/** The bearer tokens of one process: new with each start, never written down. */
export interface ProcessTokens {
  /** The site's own reads. */
  readonly viewer: string
  /** Seeding. */
  readonly administrator: string
}

export function makeTokens(): ProcessTokens {
  return { viewer: randomBytes(32).toString('base64url'), administrator: randomBytes(32).toString('base64url') }
}

/** Where the site whose data are in `dataDirectory` keeps pictures and files. */
export function assetsDirectoryOf({ ASSETS_DIR }: Pick<Environment, 'ASSETS_DIR'>, dataDirectory: string): string {
  return resolve(ASSETS_DIR ?? join(dataDirectory, 'assets'))
}

/** How the site's people and tokens are made known to its lake, whose pictures and files are in `assetsDirectory`. */
export function lakeSettings(pool: Pool, assetsDirectory: string, origin: string, tokens: ProcessTokens): LakeSettings {
  return {
    projectId: 'local',
    dataset: 'production',
    pool,
    assetsDirectory,
    origin,
    async identify(request, isUse = true) {
      const person = await personOf(request.headers.get('cookie'), isUse)
      return person && toIdentity(person)
    },
    people: async (ids) => (await peopleOf(ids)).map(toIdentity),
    endSession: async (request) => void (await endSession(request.headers.get('cookie'))),
    tokens: new Map<string, Identity>([
      [tokens.viewer, { id: 'site', name: 'The site', roles: ['viewer'] }],
      [tokens.administrator, { id: 'seed', name: 'Initial content', roles: ['administrator'] }],
    ]),
  }
}

/** How a lake that stands alone is told what it needs: it has no people, so whoever asks shows a token or is a stranger. */
export function loneLakeSettings(pool: Pool, directory: string, origin: string): LakeSettings {
  return {
    projectId: 'local',
    dataset: 'production',
    pool,
    assetsDirectory: join(directory, 'assets'),
    origin,
    identify: async () => null,
    people: async () => [],
    tokens: new Map(),
  }
}

function toIdentity(person: Pick<Person, 'id' | 'name' | 'email' | 'image' | 'roles'>): Identity {
  const { id, name, email, image, roles } = person
  return { id, name, roles, ...(email !== null && { email }), ...(image !== null && { imageUrl: image }) }
}
