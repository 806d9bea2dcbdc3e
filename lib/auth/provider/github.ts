import { customFetch } from '@auth/core'
import type { OAuth2Config } from '@auth/core/providers'
import GitHub from 'next-auth/providers/github'
import { z } from 'zod'
import { OutwardRefused } from '#lib/outward/outward-refused.ts'
import { addressOf, type Outward } from '../outward.ts'
import { type Attempt, requireIdentity } from './attempt.ts'
import { readableEmail, readableName } from './details.ts'

const API = 'https://api.github.com'

const userSchema = z.object({ id: z.number().int().positive(), login: z.string(), name: z.string().nullish() })
const emailsSchema = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

type GitHubUser = z.infer<typeof userSchema> & { readonly email: string | null }

/**
 * GitHub speaks plain OAuth 2: no id token, so no nonce, and the person is who the access token belongs to. The number `id` is the
 * subject; a login can be given up and taken by another. The address is asked for apart, and only the verified, primary one is taken.
 */
export function githubProvider(
  attempt: Attempt,
  outward: Outward,
  client: { readonly clientId: string; readonly secret: string },
): OAuth2Config<GitHubUser> {
  const { options: _, ...library } = GitHub({})
  return {
    ...library,
    type: 'oauth',
    clientId: client.clientId,
    clientSecret: client.secret,
    checks: ['pkce', 'state'],
    userinfo: {
      url: `${API}/user`,
      request: ({ tokens }: { tokens: { access_token?: string } }) => readUser(attempt, outward, tokens.access_token),
    },
    profile(user: GitHubUser) {
      attempt.details = { name: readableName(user.name, user.login), email: readableEmail(user.email) }
      return { id: requireIdentity(attempt).subject, ...attempt.details }
    },
    account: () => ({}),
    [customFetch]: (address: RequestInfo | URL, init?: RequestInit) => outward(addressOf(address), init),
  }
}

async function readUser(attempt: Attempt, outward: Outward, accessToken: string | undefined): Promise<GitHubUser> {
  const user = userSchema.parse(await ask(outward, '/user', accessToken))
  const emails = emailsSchema.parse(await ask(outward, '/user/emails', accessToken))
  attempt.identity = { issuer: 'https://github.com', subject: String(user.id) }
  return { ...user, email: emails.find(({ primary, verified }) => primary && verified)?.email ?? null }
}

async function ask(outward: Outward, path: string, accessToken: string | undefined): Promise<unknown> {
  const answer = await outward(`${API}${path}`, {
    headers: { authorization: `Bearer ${accessToken}`, accept: 'application/vnd.github+json', 'user-agent': 'chancery' },
  })
  if (!answer.ok) throw new OutwardRefused('status', `GitHub answered ${answer.status}.`)
  return answer.json()
}
