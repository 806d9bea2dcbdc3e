import { expect, test } from 'vitest'
import { parseEnvironment } from '#lib/env.ts'
import { welcome } from './welcome.ts'

const secret = 'a'.repeat(32)

test.each([
  [{}, 'http://localhost:3000/sign-in, as a reader or an editor of the demonstration at http://localhost:3001'],
  [
    { PORT: '4000', DEMO_PROVIDER_PORT: '5000' },
    'http://localhost:4000/sign-in, as a reader or an editor of the demonstration at http://localhost:5000',
  ],
  [{ SIGN_IN: 'off' }, 'switched off: the site is for reading only.'],
  [
    {
      SITE_URL: 'https://facts.example.org',
      AUTH_SECRET: secret,
      GOOGLE_CLIENT_ID: 'id',
      GOOGLE_CLIENT_SECRET: 'secret',
      GITHUB_CLIENT_ID: 'id',
      GITHUB_CLIENT_SECRET: 'secret',
    },
    'https://facts.example.org/sign-in, with Google and GitHub',
  ],
])('With %j the start says how one signs in', (variables, sentence) => {
  expect(welcome(parseEnvironment(variables)).join('\n')).toContain(`Signing in    ${sentence}\n`)
})

test('The start says where to click', () => {
  const lines = welcome(parseEnvironment({ PORT: '4000' }))
  expect(lines).toContain('  The site      http://localhost:4000/')
  expect(lines).toContain('  The Studio    http://localhost:4000/studio')
})
