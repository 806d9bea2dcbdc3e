import { createHash } from 'node:crypto'

/** Our name of an issuer that was not set up here; part of the address to which it sends people back, so that an answer can belong
 *  to one issuer alone. */
export type IssuerId = `issuer-${string}`

const ISSUER_ID = /^issuer-[0-9a-f]{32}$/

/** The id of `issuer`: the same for the same address, everywhere and always. */
export function issuerIdOf(issuer: string): IssuerId {
  return `issuer-${createHash('sha256').update(issuer).digest('hex').slice(0, 32)}`
}

/** Whether `value` has the form of such an id; whether the issuer is known is another question. */
export function isIssuerId(value: string): value is IssuerId {
  return ISSUER_ID.test(value)
}
