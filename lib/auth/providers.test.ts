import { describe, expect, it } from 'vitest'
import { environmentSchema } from '#lib/env.ts'
import { signInProblem } from './providers.ts'

const problem = (variables: Record<string, string>) => signInProblem(environmentSchema.parse(variables))

/** For each provider, the settings that are nothing without each other. */
const WHOLE = [
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['MICROSOFT_CLIENT_ID', 'MICROSOFT_CLIENT_SECRET'],
  ['LOGIN_GOV_CLIENT_ID', 'LOGIN_GOV_PRIVATE_KEY_FILE'],
  ['APPLE_CLIENT_ID', 'APPLE_TEAM_ID', 'APPLE_KEY_ID', 'APPLE_PRIVATE_KEY_FILE'],
  ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  ['FACEBOOK_CLIENT_ID', 'FACEBOOK_CLIENT_SECRET'],
  ['LINKEDIN_CLIENT_ID', 'LINKEDIN_CLIENT_SECRET'],
  ['YAHOO_CLIENT_ID', 'YAHOO_CLIENT_SECRET'],
]

describe('A provider that is set by half', () => {
  it.each(WHOLE.map((names) => [names] as const))('is told by what is missing: %j', (names) => {
    const all = Object.fromEntries(names.map((name) => [name, 'x']))
    expect(problem(all)).toBeNull()
    for (const absent of names) {
      const { [absent]: _, ...rest } = all
      expect(problem(rest)).toMatch(new RegExp(`^\\w+ is set, but ${absent} is missing\\.$`))
    }
  })
})
