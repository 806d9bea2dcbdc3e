import { connection } from 'next/server'
import { publishedKeys } from '#lib/publishing/signing-keys.ts'

/** The public keys by which anybody can check editions, as a JSON Web Key Set. Never kept ready: there may be another at any time. */
export async function GET(): Promise<Response> {
  await connection()
  return Response.json(await publishedKeys(), { headers: { 'content-type': 'application/jwk-set+json' } })
}
