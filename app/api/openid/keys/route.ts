import { connection } from 'next/server'
import { siteKeys } from '#lib/auth/issuers/site-key.ts'
import { authSettings } from '#lib/auth/settings.ts'

/** The public keys by which this site proves itself to issuers. They hang on a secret that the build does not know. */
export async function GET(): Promise<Response> {
  await connection()
  return Response.json(await siteKeys(authSettings().secret), { headers: { 'content-type': 'application/jwk-set+json' } })
}
