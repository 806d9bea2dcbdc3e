import { httpError } from '../errors.ts'
import type { Identity, Role } from '../settings.ts'

/** Whether the id is one that strangers may read: published documents only, that is ids without a dot. */
export function isPublic(id: string): boolean {
  return !id.includes('.')
}

function has(identity: Identity | null, roles: readonly Role[]): boolean {
  return identity?.roles.some((role) => roles.includes(role)) ?? false
}

/** Whether `identity` may read drafts, versions and history. */
export function maySeeDrafts(identity: Identity | null): boolean {
  return has(identity, ['administrator', 'editor', 'contributor', 'viewer'])
}

/** Whether `identity` may read the document `id`. */
export function mayRead(identity: Identity | null, id: string): boolean {
  return isPublic(id) || maySeeDrafts(identity)
}

/** Whether `identity` may create, change or delete the document `id`. A contributor writes drafts and versions, and publishes nothing. */
export function mayWrite(identity: Identity | null, id: string): boolean {
  if (has(identity, ['administrator', 'editor'])) return true
  return has(identity, ['contributor']) && /^(?:drafts|versions)\./.test(id)
}

/** @throws {LakeError} 401 for a stranger */
export function requirePerson(identity: Identity | null): Identity {
  if (!identity) throw httpError(401, 'Sign in first: this needs a session or a token')
  return identity
}

/** @throws {LakeError} 401 for a stranger, 403 for someone without any of `roles` */
export function requireRole(identity: Identity | null, roles: readonly Role[]): Identity {
  const person = requirePerson(identity)
  if (!has(person, roles)) throw httpError(403, `This needs the role ${roles.join(' or ')}`)
  return person
}
