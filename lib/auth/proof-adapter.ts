import type { Adapter } from '@auth/core/adapters'

const NOBODY = { id: '', email: '', emailVerified: null }

/** For attempts that only prove something to a session that is open already: the library finds somebody, opens nothing, and writes
 *  nothing. What was proved stands in the attempt. */
export function proofAdapter(): Adapter {
  return {
    getUserByAccount: async () => NOBODY,
    createSession: async ({ sessionToken, userId, expires }) => ({ sessionToken, userId, expires }),
    // Never called for somebody who was found, but the library wants them to be there.
    getUserByEmail: async () => null,
    getUser: async () => null,
    getSessionAndUser: async () => null,
    createUser: unexpected,
    updateUser: unexpected,
    linkAccount: unexpected,
    updateSession: unexpected,
    deleteSession: unexpected,
  }
}

async function unexpected(): Promise<never> {
  throw new Error('A proof writes nothing.')
}
