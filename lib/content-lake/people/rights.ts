import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import type { Identity } from '../settings.ts'

/** @throws {LakeError} 401 for a stranger */
export function requirePerson(identity: Identity | null): Identity {
  if (!identity) throw httpError(401, 'Sign in first: this needs a session or a token')
  return identity
}

function requireThat(call: Call, isSo: boolean, what: string): Identity {
  const person = requirePerson(call.identity)
  if (!isSo) throw httpError(403, `Insufficient permissions: this needs a role that ${what}`)
  return person
}

/** @throws {LakeError} 401 for a stranger, 403 for someone who may write nothing; what they may write is asked of each document */
export function requireWriter(call: Call): Identity {
  return requireThat(call, call.access.writes, 'may write')
}

/** @throws {LakeError} 401 for a stranger, 403 for someone who may read the history of nothing */
export function requireHistorian(call: Call): Identity {
  return requireThat(call, call.access.readsHistory, 'may read history')
}

/** @throws {LakeError} 401 for a stranger, 403 for someone who reads no more than strangers */
export function requireInsider(call: Call): Identity {
  return requireThat(call, call.access.readsDrafts, 'may read drafts')
}

/** @throws {LakeError} 401 for a stranger, 403 for someone who may not manage the project */
export function requireManager(call: Call): Identity {
  return requireThat(call, call.access.manages, 'may manage the project')
}
