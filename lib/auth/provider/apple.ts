import { SignJWT } from 'jose'
import { z } from 'zod'
import type { OIDCConfig } from '@auth/core/providers'
import type { Outward } from '../outward.ts'
import { type Attempt, requireIdentity } from './attempt.ts'
import { type ClientKey, readClientKey } from './client-key.ts'
import { readableEmail, readableName } from './details.ts'
import { openIdProvider } from './open-id.ts'

const ISSUER = 'https://appleid.apple.com'

const userSchema = z.object({ name: z.object({ firstName: z.string().nullish(), lastName: z.string().nullish() }) })

export interface AppleClient {
  /** The identifier of the Services ID. */
  readonly clientId: string
  readonly teamId: string
  readonly keyId: string
  readonly keyFile: string
}

/**
 * Apple answers by a form that the browser posts (form-post.ts), wants a secret that is a JWT, and tells the name once, beside the
 * first answer and not in a token. So the name is what the browser brought: it is shown, and proves nothing.
 * @see https://developer.apple.com/documentation/signinwithapplerestapi/request-an-authorization-to-the-sign-in-with-apple-server.
 */
export async function appleProvider(attempt: Attempt, outward: Outward, client: AppleClient): Promise<OIDCConfig<Record<string, unknown>>> {
  const secret = await signSecret(await readClientKey(client.keyFile), client)
  const plain = await openIdProvider(attempt, outward, {
    issuer: ISSUER,
    clientId: client.clientId,
    credential: { secret, method: 'client_secret_post' },
    algorithm: 'RS256',
    scope: 'name email',
    cannotAskAnew: true,
    // Asked for at the start alone: with it the library would look for the answer in a body, which form-post.ts has taken out of it.
    ...(attempt.answer.size === 0 && { parameters: { response_mode: 'form_post' } }),
  })
  return {
    ...plain,
    profile(claims) {
      const email = readableEmail(claims['email'])
      attempt.details = { name: nameIn(attempt.answer.get('user')), email }
      return { id: requireIdentity(attempt).subject, email }
    },
  }
}

/** The client secret, made anew for each use, so that none can run out.
 *  @throws {Error} if the key is not of the kind that Apple gives
 *  @see https://developer.apple.com/documentation/accountorganizationaldatasharing/creating-a-client-secret */
async function signSecret({ key, algorithm }: ClientKey, { clientId, teamId, keyId, keyFile }: AppleClient): Promise<string> {
  if (algorithm !== 'ES256') throw new Error(`The key in ${keyFile} is not on P-256, as Apple's are.`)
  return new SignJWT()
    .setProtectedHeader({ alg: algorithm, kid: keyId })
    .setIssuer(teamId)
    .setSubject(clientId)
    .setAudience(ISSUER)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(key)
}

/** The name in the parameter `user` of the first answer; undefined if it is absent or unreadable. */
function nameIn(user: string | null): string | undefined {
  const parsed = userSchema.safeParse(jsonOf(user))
  if (!parsed.success) return undefined
  const { firstName, lastName } = parsed.data.name
  return readableName([firstName, lastName].filter(Boolean).join(' ')) ?? undefined
}

function jsonOf(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
