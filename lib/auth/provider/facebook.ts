import { createHmac } from 'node:crypto'
import { customFetch } from '@auth/core'
import type { OAuth2Config } from '@auth/core/providers'
import { z } from 'zod'
import { OutwardRefused } from '#lib/outward/outward-refused.ts'
import { addressOf, type Outward } from '../outward.ts'
import { type Attempt, requireIdentity } from './attempt.ts'
import { readableEmail, readableName } from './details.ts'

const VERSION = 'v24.0'
const GRAPH = `https://graph.facebook.com/${VERSION}`

const userSchema = z.object({ id: z.string().regex(/^\d{1,40}$/), name: z.string().nullish(), email: z.string().nullish() })

type FacebookUser = z.infer<typeof userSchema>

/**
 * Facebook speaks plain OAuth 2: no id token, so no nonce, and the person is who the access token belongs to. Their number differs
 * from app to app. There may be no address: not every account has one, and a person may keep theirs back.
 * @see https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
 */
export function facebookProvider(
  attempt: Attempt,
  outward: Outward,
  client: { readonly clientId: string; readonly secret: string },
): OAuth2Config<FacebookUser> {
  return {
    id: 'facebook',
    name: 'Facebook',
    type: 'oauth',
    clientId: client.clientId,
    clientSecret: client.secret,
    client: { token_endpoint_auth_method: 'client_secret_post' },
    checks: ['pkce', 'state'],
    authorization: { url: `https://www.facebook.com/${VERSION}/dialog/oauth`, params: { scope: 'public_profile,email' } },
    token: `${GRAPH}/oauth/access_token`,
    userinfo: {
      url: `${GRAPH}/me`,
      request: ({ tokens }: { tokens: { access_token?: string } }) => readUser(attempt, outward, tokens.access_token ?? '', client.secret),
    },
    profile(user: FacebookUser) {
      const details = { name: readableName(user.name), email: readableEmail(user.email) }
      attempt.details = details
      return { id: requireIdentity(attempt).subject, ...details }
    },
    account: () => ({}),
    [customFetch]: (address: RequestInfo | URL, init?: RequestInit) => outward(addressOf(address), init),
  }
}

async function readUser(attempt: Attempt, outward: Outward, accessToken: string, secret: string): Promise<FacebookUser> {
  const address = new URL(`${GRAPH}/me`)
  address.searchParams.set('fields', 'id,name,email')
  // Shows that the token is used by who has the secret; apps can be set to demand it.
  address.searchParams.set('appsecret_proof', createHmac('sha256', secret).update(accessToken).digest('hex'))
  const answer = await outward(address, { headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } })
  if (!answer.ok) throw new OutwardRefused('status', `Facebook answered ${answer.status}.`)
  const user = userSchema.safeParse(await answer.json())
  if (!user.success) throw new OutwardRefused('document', 'The answer was not a person of Facebook.', user.error)
  attempt.identity = { issuer: 'https://www.facebook.com', subject: user.data.id }
  return user.data
}
