import { expect, test } from 'vitest'
import { hostedContent, isLoopback, parseEnvironment, sharesAssets, siteOrigin, StartRefused } from './env.ts'

const secret = 'a'.repeat(32)

function problems(variables: Record<string, string>): string[] {
  try {
    parseEnvironment(variables)
    return []
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error
    return error.message.split('\n')
  }
}

test('Nothing needs to be set on this machine', () => {
  const settings = parseEnvironment({})
  expect(siteOrigin(settings)).toBe('http://localhost:3000')
  expect(isLoopback(settings)).toBe(true)
  expect(settings).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', SIGN_IN: 'on', INDEXING: 'off' })
})

test('Pictures and files are shared when a directory or a bucket is named for them', () => {
  expect(sharesAssets(parseEnvironment({}))).toBe(false)
  expect(sharesAssets(parseEnvironment({ ASSETS_DIR: '/srv/assets' }))).toBe(true)
  expect(sharesAssets(parseEnvironment({ ASSETS_S3_BUCKET: 'facts' }))).toBe(true)
})

test('An empty variable counts as unset', () => {
  expect(parseEnvironment({ PORT: '', SITE_URL: '', GOOGLE_CLIENT_ID: '' })).toEqual(parseEnvironment({}))
})

test.each([
  [{ PORT: '0' }, 'PORT must be a whole number from 1 to 65535.'],
  [{ PORT: '3000.5' }, 'PORT must be a whole number from 1 to 65535.'],
  [{ PORT: 'http' }, 'PORT must be a whole number from 1 to 65535.'],
  [
    { ASSETS_DIR: '/srv/assets', ASSETS_S3_BUCKET: 'facts' },
    'ASSETS_DIR and ASSETS_S3_BUCKET exclude each other: pictures and files are kept in one place.',
  ],
  [
    { ASSETS_S3_BUCKET: 'facts', ASSETS_S3_ACCESS_KEY_ID: 'key' },
    'ASSETS_S3_ACCESS_KEY_ID and ASSETS_S3_SECRET_ACCESS_KEY go together: set both or neither.',
  ],
  [{ ASSETS_S3_ENDPOINT: 'https://s3.example.org' }, 'ASSETS_S3_ENDPOINT needs ASSETS_S3_BUCKET: it says where that bucket is.'],
  [
    { ASSETS_S3_BUCKET: 'facts', ASSETS_S3_ENDPOINT: 's3.example.org' },
    'ASSETS_S3_ENDPOINT must be an address such as https://s3.example.org.',
  ],
  [{ SIGN_IN: 'yes' }, 'SIGN_IN must be on or off.'],
  [{ ANY_OPENID: 'yes' }, 'ANY_OPENID must be on, listed or off.'],
  [
    { SITE_URL: 'https://facts.example.org', AUTH_SECRET: secret, ANY_OPENID_LOOPBACK: 'on' },
    'ANY_OPENID_LOOPBACK must be off on a public address: whoever signs in could have the site ask what runs on this machine.',
  ],
  [{ SITE_URL: 'facts.example.org' }, 'SITE_URL must be an address such as https://facts.example.org.'],
  [{ SITE_URL: 'ftp://facts.example.org' }, 'SITE_URL must be an address such as https://facts.example.org.'],
  [
    { SITE_URL: 'https://facts.example.org/peru', AUTH_SECRET: secret },
    'SITE_URL must be an origin alone, such as https://facts.example.org: the site lives at the root of a host.',
  ],
  [
    { SITE_URL: 'https://facts.example.org/?a', AUTH_SECRET: secret },
    'SITE_URL must be an origin alone, such as https://facts.example.org: the site lives at the root of a host.',
  ],
  [
    { SITE_URL: 'https://me@facts.example.org', AUTH_SECRET: secret },
    'SITE_URL must be an origin alone, such as https://facts.example.org: the site lives at the root of a host.',
  ],
  [
    { SITE_URL: 'http://facts.example.org', AUTH_SECRET: secret },
    'SITE_URL must begin with https:// unless it is this machine itself: sessions must not travel in the clear.',
  ],
  [
    { SITE_URL: 'https://facts.example.org' },
    'AUTH_SECRET must be set for a public SITE_URL, to at least 32 characters of its own (openssl rand -base64 33 makes one).',
  ],
  [{ DATABASE_URL: 'mysql://localhost/facts' }, 'DATABASE_URL must be an address such as postgresql://user:password@host:5432/database.'],
  [{ DEMO_PROVIDER_PORT: '3000' }, 'DEMO_PROVIDER_PORT must differ from PORT: the demonstration provider has an origin of its own.'],
  [{ SMTP_URL: 'mail.example.org' }, 'SMTP_URL must be an address such as smtps://name:password@mail.example.org.'],
  [
    { SMTP_URL: 'smtp://mail.example.org', SITE_URL: 'http://localhost:3000' },
    'MAIL_FROM must be set where SMTP_URL is, to the sender of mails, such as Facts <facts@example.org>.',
  ],
  [
    { SMTP_URL: 'smtp://mail.example.org', SITE_URL: 'http://localhost:3000', MAIL_FROM: 'a@b.example\nBcc: c@d.example' },
    'MAIL_FROM must be set where SMTP_URL is, to the sender of mails, such as Facts <facts@example.org>.',
  ],
  [{ MAIL_FROM: 'facts@example.org' }, 'SMTP_URL must be set where MAIL_FROM is: it names the server that sends the mails.'],
  [
    { SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'facts@example.org' },
    'SITE_URL must be set where SMTP_URL is: links in mails lead to it.',
  ],
])('%j is refused in one plain sentence', (variables, sentence) => {
  expect(problems(variables)).toEqual([sentence])
})

test('All that is wrong is said at once, and no value is repeated', () => {
  const found = problems({ PORT: 'x', AUTH_SECRET: 'short-secret', DATABASE_URL: 'mysql://root:hunter2@localhost/facts' })
  expect(found).toHaveLength(3)
  expect(found.join('\n')).not.toMatch(/short-secret|hunter2/)
})

test.each([
  ['http://localhost:8080', true],
  ['http://127.0.0.1:3000', true],
  ['http://[::1]:3000', true],
  ['http://facts.localhost', true],
  ['https://facts.example.org', false],
  ['https://localhost.example.org', false],
  ['https://127.0.0.1.example.org', false],
])('%s is this machine itself: %s', (url, expected) => {
  expect(isLoopback(parseEnvironment({ SITE_URL: url, AUTH_SECRET: secret }))).toBe(expected)
})

test('A site that listens to other machines is not this machine alone, whatever its address', () => {
  expect(isLoopback(parseEnvironment({ HOST: '0.0.0.0' }))).toBe(false)
})

test('A database behind a socket can be named', () => {
  for (const url of [
    'postgresql://user:word@%2Frun%2Fpostgresql/facts',
    'postgresql:///facts?host=/run/postgresql',
    'postgres://localhost/facts',
  ]) {
    expect(problems({ DATABASE_URL: url })).toEqual([])
  }
})

test('Content is the lake’s, unless a project of hosted Sanity is named', () => {
  expect(hostedContent(parseEnvironment({}))).toBeNull()
  expect(hostedContent(parseEnvironment({ SANITY_PROJECT_ID: 'abc123' }))).toEqual({
    projectId: 'abc123',
    dataset: 'production',
    token: undefined,
  })
  expect(hostedContent(parseEnvironment({ SANITY_PROJECT_ID: 'abc123', SANITY_DATASET: 'staging', SANITY_API_TOKEN: 'a-token' }))).toEqual({
    projectId: 'abc123',
    dataset: 'staging',
    token: 'a-token',
  })
})

test.each([
  [{ SANITY_DATASET: 'staging' }, 'SANITY_PROJECT_ID must be set where'],
  [{ SANITY_API_TOKEN: 'a-token' }, 'SANITY_PROJECT_ID must be set where'],
  [{ SANITY_PROJECT_ID: 'https://abc123.api.sanity.io' }, 'SANITY_PROJECT_ID must be the id of a project'],
  [{ SANITY_PROJECT_ID: 'abc123', SANITY_DATASET: 'two words' }, 'SANITY_DATASET must be the name of a dataset'],
])('%j does not say where content is', (variables, problem) => {
  expect(problems(variables)).toEqual([expect.stringContaining(problem)])
})
