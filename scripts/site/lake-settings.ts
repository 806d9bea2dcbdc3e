import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { endSession, peopleOf, peopleWithRoles, type Person, personOf } from '#lib/auth/session.ts'
import type { Identity, LakeSettings } from '#lib/content-lake/settings.ts'
import { type Environment, siteOrigin } from '#lib/env.ts'
import { outwardSender } from '#lib/outward/send-outward.ts'
import { SEALED_TYPES } from '#sanity/sealed-types.ts'
import { openAssetStore } from './open-asset-store.ts'

/** The project of the site; the lake may have others beside it. */
export const PROJECT = 'local'

/** The dataset with the content of the site. */
export const DATASET = 'production'

/** The bearer tokens of one process: new with each start, never written down. */
export interface ProcessTokens {
  /** The site's own reads. */
  readonly viewer: string
  /** Seeding. */
  readonly administrator: string
  /** What follows from a publication. */
  readonly editor: string
  /** Visitors' reports. */
  readonly contributor: string
}

export function makeTokens(): ProcessTokens {
  const make = (): string => randomBytes(32).toString('base64url')
  return { viewer: make(), administrator: make(), editor: make(), contributor: make() }
}

/** What the lake is called by those who ask it. */
export const lakeName = { projectId: PROJECT, dataset: DATASET } as const

/** What a lake that runs for long does beside answering: it sends webhooks, and forgets old history. */
export function standingSettings(environment: Environment): Pick<LakeSettings, 'sendOutward' | 'historyDays'> {
  const { WEBHOOK_PRIVATE_HOSTS, HISTORY_DAYS } = environment
  return {
    sendOutward: outwardSender({ allowPrivate: WEBHOOK_PRIVATE_HOSTS === 'on' }),
    ...(HISTORY_DAYS !== undefined && { historyDays: HISTORY_DAYS }),
  }
}

/** Where a lake keeps what it keeps, and what it is called. */
type LakePlace = Pick<LakeSettings, 'projectId' | 'dataset' | 'pool' | 'assetsDirectory' | 'assetStore' | 'origin'>

/** What any lake is told first, whoever asks it: its name, its database, and where pictures and files are kept: below `directory`, if `environment` does not say
 *  otherwise.
 *  @throws {StartRefused} `assets-directory` if they can't be kept there */
export async function lakePlace(pool: Pool, directory: string, environment: Environment): Promise<LakePlace> {
  const assetStore = await openAssetStore(environment)
  return {
    ...lakeName,
    pool,
    assetsDirectory: join(directory, 'assets'),
    ...(assetStore && { assetStore }),
    origin: siteOrigin(environment),
  }
}

/** How the site's people and tokens are made known to its lake. */
export function lakeSettings(place: LakePlace, tokens: ProcessTokens): LakeSettings {
  return {
    ...place,
    sealedTypes: SEALED_TYPES,
    async identify(request, isUse = true) {
      const person = await personOf(request.headers.get('cookie'), isUse)
      return person && toIdentity(person)
    },
    people: async (ids) => (await peopleOf(ids)).map(toIdentity),
    members: async () => (await peopleWithRoles()).map(toIdentity),
    endSession: async (request) => void (await endSession(request.headers.get('cookie'))),
    tokens: new Map<string, Identity>([
      [tokens.viewer, { id: 'site', name: 'The site', roles: ['viewer'] }],
      [tokens.editor, { id: 'editions', name: 'The site', roles: ['editor'] }],
      [tokens.contributor, { id: 'reports', name: 'A visitor', roles: ['contributor'] }],
      [tokens.administrator, { id: 'seed', name: 'Initial content', roles: ['administrator'] }],
    ]),
  }
}

/** How a lake that stands alone is told what it needs: it has no people, so whoever asks shows a token or is a stranger. */
export function loneLakeSettings(place: LakePlace): LakeSettings {
  return { ...place, identify: async () => null, people: async () => [], tokens: new Map() }
}

function toIdentity(person: Pick<Person, 'id' | 'name' | 'email' | 'image' | 'roles'>): Identity {
  const { id, name, email, image, roles } = person
  return { id, name, roles, ...(email !== null && { email }), ...(image !== null && { imageUrl: image }) }
}
