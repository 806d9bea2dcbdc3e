import type { IssuerMetadata } from './discovery.ts'
import { TokenRefused } from './errors.ts'
import type { Outward } from './outward.ts'
import { verifySigned } from './signed-token.ts'

/**
 * The answer of a userinfo endpoint as plain JSON. One that is a JWT must be signed by the issuer, and meant for us if it says for
 * whom. Whose it is, the library compares with the id token.
 * @throws {TokenRefused} naming the rule
 * @see OpenID Connect Core 1.0, sections 5.3.2 and 5.3.4
 */
export async function verifyUserInfo(
  outward: Outward,
  answer: Response,
  clientId: string,
  { issuer, jwks_uri: keysAddress }: Pick<IssuerMetadata, 'issuer' | 'jwks_uri'>,
): Promise<Response> {
  if (answer.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() !== 'application/jwt') return answer
  const { claims } = await verifySigned(outward, 'userinfo', await answer.text(), keysAddress, { clockTolerance: 30 })
  const { iss, aud } = claims
  if (iss !== undefined && iss !== issuer) throw new TokenRefused('userinfo', 'iss')
  if (aud !== undefined && ![aud].flat().includes(clientId)) throw new TokenRefused('userinfo', 'aud')
  return Response.json(claims)
}
