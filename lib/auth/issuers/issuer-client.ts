import { database } from '#lib/db/connection.ts'
import { OutwardRefused } from '#lib/outward/outward-refused.ts'
import { and, eq, sql } from 'drizzle-orm'
import { HostLimit } from '../host-limit.ts'
import { issuers } from '../schema.ts'
import type { AuthSettings } from '../settings.ts'
import { clientDocumentAddress } from './client-document.ts'
import { type IssuerId, issuerIdOf } from './issuer-id.ts'
import type { IssuerMetadata } from './issuer-metadata.ts'
import { IssuerRefused } from './issuer-refused.ts'
import { findKnownIssuer, type KnownIssuer } from './known-issuers.ts'
import { type IssuerClient, issuerClientSchema, methodsOf, readRegistration, register, type Registered } from './registration.ts'
import { seal, unseal } from './sealed.ts'

/** A secret that ends within this time is not begun with: one may take as long to sign in. */
const MARGIN_MS = 15 * 60_000
/** A registration that was not used for so long is looked at before somebody is sent away with it. */
const PROVED_MS = 24 * 3_600_000

const registrations = new HostLimit({ hostMax: 10, allMax: 200, withinMs: 600_000 })
/** Two who come first at the same moment must not make two clients. */
const underWay = new Map<IssuerId, Promise<IssuerClient>>()

/** Whether the site can become known to the issuer, or is: nothing is asked and nobody told. */
export async function canMeet(settings: AuthSettings, metadata: IssuerMetadata): Promise<boolean> {
  if (documentClient(settings, metadata) !== null) return true
  if (metadata.registration_endpoint !== undefined && methodsOf(metadata).length > 0) return true
  return (await findKnownIssuer(issuerIdOf(metadata.issuer)))?.clientKind === 'administrator'
}

/**
 * The client that the site is to the issuer, for somebody who is about to be sent there: an administrator's, else our metadata
 * document, else a registration, which is made, renewed or read again as needed.
 * @throws {IssuerRefused} `client` if an administrator's can't be read, `noWay`, `registration`, `often`; {OutwardRefused}
 */
export async function meetIssuer(settings: AuthSettings, metadata: IssuerMetadata): Promise<IssuerClient> {
  const id = issuerIdOf(metadata.issuer)
  const known = await findKnownIssuer(id)
  if (!known) throw new IssuerRefused('denied')
  const ready = readyClient(settings, metadata, known)
  if (ready) return ready
  const { registration_endpoint: endpoint } = metadata
  if (endpoint === undefined || methodsOf(metadata).length === 0) throw new IssuerRefused('noWay')
  const meeting = underWay.get(id) ?? registeredClient(settings, metadata, known, endpoint)
  underWay.set(id, meeting)
  return meeting.finally(() => underWay.delete(id))
}

/** The client with which somebody was sent to the issuer a moment ago.
 *  @throws {IssuerRefused} `renewed` if it is gone since, `client` as above */
export function sentClient(settings: AuthSettings, metadata: IssuerMetadata, known: KnownIssuer): IssuerClient {
  const client = readyClient(settings, metadata, known) ?? storedClient(settings, known)
  if (!client) throw new IssuerRefused('renewed')
  return client
}

/** Forgets what the issuer knew the site by, because it does no longer. An administrator's client stays: only they can mend it.
 *  Returns whether there was a registration to forget. */
export async function forgetRegistration(id: IssuerId): Promise<boolean> {
  const forgotten = await database()
    .update(issuers)
    .set({ clientKind: null, clientSealed: null, clientProvedAt: null, clientExpiresAt: null })
    .where(and(eq(issuers.id, id), eq(issuers.clientKind, 'registered')))
    .returning({ id: issuers.id })
  return forgotten.length > 0
}

/** Makes `client`, which an administrator got from the issuer, the site's there; it stays until they change it. */
export async function keepAdministratorsClient({ secret }: AuthSettings, issuer: string, client: IssuerClient): Promise<void> {
  const id = issuerIdOf(issuer)
  const values = {
    clientKind: 'administrator' as const,
    clientSealed: sealed(secret, id, client),
    clientProvedAt: null,
    clientExpiresAt: null,
  }
  await database()
    .insert(issuers)
    .values({ id, issuer, ...values })
    .onConflictDoUpdate({ target: issuers.id, set: values })
}

function readyClient(settings: AuthSettings, metadata: IssuerMetadata, known: KnownIssuer): IssuerClient | null {
  if (known.clientKind !== 'administrator') return documentClient(settings, metadata)
  const client = storedClient(settings, known)
  if (!client) throw new IssuerRefused('client')
  return client
}

function documentClient({ origin }: AuthSettings, metadata: IssuerMetadata): IssuerClient | null {
  if (metadata.client_id_metadata_document_supported !== true) return null
  const methods = methodsOf(metadata)
  const method = methods.includes('private_key_jwt') ? 'private_key_jwt' : methods.includes('none') ? 'none' : null
  const clientId = method && clientDocumentAddress(origin, issuerIdOf(metadata.issuer), method)
  return method && clientId ? { clientId, method } : null
}

async function registeredClient(
  settings: AuthSettings,
  metadata: IssuerMetadata,
  known: KnownIssuer,
  endpoint: string,
): Promise<IssuerClient> {
  const stored = storedClient(settings, known)
  const now = Date.now()
  if (stored && !(known.clientExpiresAt && known.clientExpiresAt.getTime() < now + MARGIN_MS)) {
    const isProved = known.clientProvedAt !== null && known.clientProvedAt.getTime() > now - PROVED_MS
    if (isProved || !stored.management) return stored
    const read = await readAgain(settings, stored)
    if (read) return keepRegistration(settings, known, read)
  }
  if (!registrations.take(new URL(endpoint).hostname)) throw new IssuerRefused('often')
  return keepRegistration(settings, known, await register(settings, metadata, endpoint))
}

/** What the issuer keeps of the registration; null if nothing. One that can't be asked at the moment has not said that it forgot. */
async function readAgain(settings: AuthSettings, stored: IssuerClient): Promise<Registered | null> {
  try {
    return await readRegistration(settings, stored)
  } catch (error) {
    if (error instanceof OutwardRefused) return { client: stored, expiresAt: null }
    throw error
  }
}

/** Keeps a registration in place of what was `known`; if another instance was faster, its own counts. */
async function keepRegistration(settings: AuthSettings, known: KnownIssuer, { client, expiresAt }: Registered): Promise<IssuerClient> {
  const id = issuerIdOf(known.issuer)
  const kept = await database()
    .update(issuers)
    .set({
      clientKind: 'registered',
      clientSealed: sealed(settings.secret, id, client),
      clientProvedAt: new Date(),
      clientExpiresAt: expiresAt,
    })
    .where(and(eq(issuers.id, id), sql`${issuers.clientSealed} is not distinct from ${known.clientSealed}`))
    .returning({ id: issuers.id })
  if (kept.length > 0) return client
  const now = await findKnownIssuer(id)
  return (now && storedClient(settings, now)) ?? client
}

function sealed(secret: string, id: IssuerId, client: IssuerClient): string {
  return seal(secret, id, JSON.stringify(client))
}

/** What is kept of the client; null if nothing, or if it was sealed with another secret. */
function storedClient({ secret }: AuthSettings, { id, clientSealed }: KnownIssuer): IssuerClient | null {
  const text = clientSealed === null ? null : unseal(secret, id, clientSealed)
  return text === null ? null : issuerClientSchema.parse(JSON.parse(text))
}
