import { type Reader, readerOf } from './reader.ts'

declare const administers: unique symbol

/** A reader who was just found to be an administrator. Only this file makes one, so whoever holds one may see and change people. */
export type Administrator = Reader & { readonly [administers]: true }

/** The administrator who sent a request with this Cookie header; null for everybody else. */
export async function administratorOf(cookieHeader: string | null): Promise<Administrator | null> {
  const reader = await readerOf(cookieHeader)
  return reader && asAdministrator(reader)
}

/** `reader` as an administrator, if they are one. */
export function asAdministrator(reader: Reader): Administrator | null {
  // A brand exists in types alone, so there is nothing to put into the object.
  return reader.roles.includes('administrator') ? (reader as Administrator) : null
}
