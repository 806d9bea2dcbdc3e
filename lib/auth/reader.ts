import { type Person, personOf } from './session.ts'

declare const proved: unique symbol

/** A person whose session was just looked up. Only this file makes one, so whoever holds one may see what is theirs. */
export type Reader = Person & { readonly [proved]: true }

/** The reader who sent a request with this Cookie header; null for a stranger. */
export async function readerOf(cookieHeader: string | null): Promise<Reader | null> {
  const person = await personOf(cookieHeader)
  return person && brand(person)
}

function brand(person: Person): Reader {
  // A brand exists in types alone, so there is nothing to put into the object.
  return person as Reader
}
