import { createHmac } from 'node:crypto'

/** The header `sanity-webhook-signature` for `payload`, signed with `secret` at `timestamp` (milliseconds).
 *  @see `@sanity/webhook` `src/signature.ts`, which checks it */
export function hookSignature(payload: string, secret: string, timestamp: number): string {
  const signature = createHmac('sha256', secret).update(`${timestamp}.${payload}`).digest('base64url')
  return `t=${timestamp},v1=${signature}`
}
