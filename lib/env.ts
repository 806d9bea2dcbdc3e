import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65535)
const onOff = z.enum(['on', 'off'])
const text = z.string().trim().min(1).optional()
const https = z.url({ protocol: /^https$/ })

/** Every setting of the site. The only description there is: `npm run settings` prints it, the docs are checked against it. */
export const environmentSchema = z.object({
  PORT: port.default(3000).describe('The port the site listens on.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('The address the site listens on. Behind a proxy on another machine or in a container: 0.0.0.0.'),
  SITE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('The public origin of the site, without a path. Default: http://localhost:PORT.'),
  DATA_DIR: text.describe('Where the embedded database, pictures and secrets are kept. Default: .data in the project.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, hostname: /.*/ })
    .optional()
    .describe('A PostgreSQL server of your own, 15 or newer. Default: an embedded one in DATA_DIR.'),
  ASSETS_DIR: text.describe('Where uploaded pictures and files are kept; several instances may share it. Default: assets in DATA_DIR.'),
  ASSETS_S3_BUCKET: text.describe('A bucket of its own for them, in any store that speaks S3, instead of a directory.'),
  ASSETS_S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("The address of that store. Default: Amazon's own."),
  ASSETS_S3_REGION: z.string().trim().min(1).default('us-east-1').describe('The region of the bucket; most stores but Amazon take any.'),
  ASSETS_S3_ACCESS_KEY_ID: text.describe(
    "The key that may read, write and delete in the bucket. Default: found as Amazon's own programs find theirs.",
  ),
  ASSETS_S3_SECRET_ACCESS_KEY: text.describe('The secret of that key.'),
  ASSETS_S3_PATH_STYLE: onOff
    .optional()
    .describe('on: the bucket stands in the path of the address; off: in its host name. Default: on with ASSETS_S3_ENDPOINT, else off.'),
  SIGN_IN: onOff.default('on').describe('off: reading only, nobody signs in.'),
  AUTH_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('Seals the cookies of a sign-in under way; at least 32 characters. Default on loopback: made once and kept in DATA_DIR.'),
  EDITION_KEY_FILE: text.describe(
    'The file of the private key (Ed25519, PEM, PKCS 8) that editions are signed with; several instances share it. Default: made once and kept in DATA_DIR.',
  ),
  SESSION_IDLE_DAYS: z.coerce.number().min(0.01).max(365).default(14).describe('A session that is not used for so long ends.'),
  SESSION_DAYS: z.coerce.number().min(0.01).max(365).default(90).describe('A session ends after so long, used or not.'),
  SESSION_STAFF_HOURS: z.coerce.number().min(0.1).max(8760).default(12).describe('The same for editors and administrators.'),
  AUDIT_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(365)
    .describe('How long the log of sign-ins, refusals and changes of rights is kept, in days.'),
  BACKUP_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3650)
    .default(35)
    .describe('How long your back-ups are kept, in days: people who delete their data are told when the last copy is gone.'),
  GOOGLE_CLIENT_ID: text.describe('Sign-in with Google: the client id.'),
  GOOGLE_CLIENT_SECRET: text.describe('Sign-in with Google: the client secret.'),
  MICROSOFT_CLIENT_ID: text.describe('Sign-in with Microsoft Entra ID: the application (client) id.'),
  MICROSOFT_CLIENT_SECRET: text.describe('Sign-in with Microsoft Entra ID: the client secret.'),
  MICROSOFT_TENANT: z
    .string()
    .regex(/^(common|organizations|consumers|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i)
    .default('common')
    .describe('Whose Microsoft accounts may sign in: common, organizations, consumers, or the id of one tenant.'),
  LOGIN_GOV_CLIENT_ID: text.describe(
    'Sign-in with Login.gov: the issuer string of the application, such as urn:gov:gsa:openidconnect:sp:example.',
  ),
  LOGIN_GOV_PRIVATE_KEY_FILE: text.describe(
    'Sign-in with Login.gov: the file of the private key (PEM, PKCS 8) whose certificate was registered.',
  ),
  LOGIN_GOV_ISSUER: https
    .default('https://secure.login.gov/')
    .describe('Login.gov itself. Its sandbox: https://idp.int.identitysandbox.gov/.'),
  LOGIN_GOV_ACR_VALUES: z.string().default('urn:acr.login.gov:auth-only').describe('The service levels asked of Login.gov.'),
  GITHUB_CLIENT_ID: text.describe('Sign-in with GitHub: the client id of the OAuth app.'),
  GITHUB_CLIENT_SECRET: text.describe('Sign-in with GitHub: the client secret.'),
  APPLE_CLIENT_ID: text.describe('Sign-in with Apple: the identifier of the Services ID, such as org.example.facts.web.'),
  APPLE_TEAM_ID: text.describe('Sign-in with Apple: the id of the team, 10 characters.'),
  APPLE_KEY_ID: text.describe('Sign-in with Apple: the id of the key, 10 characters.'),
  APPLE_PRIVATE_KEY_FILE: text.describe('Sign-in with Apple: the file of that key as downloaded (AuthKey_….p8).'),
  FACEBOOK_CLIENT_ID: text.describe('Sign-in with Facebook: the app id.'),
  FACEBOOK_CLIENT_SECRET: text.describe('Sign-in with Facebook: the app secret.'),
  LINKEDIN_CLIENT_ID: text.describe('Sign-in with LinkedIn: the client id.'),
  LINKEDIN_CLIENT_SECRET: text.describe('Sign-in with LinkedIn: the primary client secret.'),
  YAHOO_CLIENT_ID: text.describe('Sign-in with Yahoo: the client id (consumer key).'),
  YAHOO_CLIENT_SECRET: text.describe('Sign-in with Yahoo: the client secret (consumer secret).'),
  OPENID_ISSUER: https.optional().describe('Sign-in with any other OpenID provider: its issuer.'),
  OPENID_CLIENT_ID: text.describe('The client id that this issuer gave.'),
  OPENID_CLIENT_SECRET: text.describe('The client secret that this issuer gave, or:'),
  OPENID_PRIVATE_KEY_FILE: text.describe('The file of a private key (PEM, PKCS 8) whose public half this issuer knows.'),
  OPENID_NAME: z.string().trim().min(1).max(40).default('OpenID').describe('What the sign-in box calls this provider.'),
  ANY_OPENID: z
    .enum(['on', 'listed', 'off'])
    .optional()
    .describe(
      'on: people may sign in with any OpenID issuer, named by themselves; listed: with those that an administrator allowed; off: with the providers set here alone. Default: on.',
    ),
  ANY_OPENID_LOOPBACK: onOff
    .default('off')
    .describe('on: such an issuer may be on this machine, and without TLS, for tests. Refused on a public address.'),
  DEMO_PROVIDER: onOff
    .default('on')
    .describe('off: no demonstration provider. It never runs beside a configured one or on a public address.'),
  DEMO_PROVIDER_PORT: port.optional().describe('The port of the demonstration provider. Default: PORT plus 1.'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, hostname: /.*/ })
    .optional()
    .describe(
      'The mail server that sends mails to readers who follow something, such as smtps://name:password@mail.example.org. Default: no mails; on this machine alone a mailbox shows them.',
    ),
  MAIL_FROM: text.describe('The sender of those mails, such as Facts <facts@example.org>.'),
  SANITY_PROJECT_ID: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
    .optional()
    .describe(
      'A project of hosted Sanity: the site reads its content from there, and editors sign in there. Default: the lake of this site.',
    ),
  SANITY_DATASET: z
    .string()
    .regex(/^[a-z0-9][\w-]{0,63}$/)
    .optional()
    .describe('The dataset of that project. Default: production.'),
  SANITY_API_TOKEN: text.describe(
    'A token of that project with the role viewer: with it the site can show drafts and read a private dataset. With the role contributor it takes reports of errors too.',
  ),
  INDEXING: onOff.default('off').describe('on: search engines may index the site.'),
  HISTORY_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(36_500)
    .optional()
    .describe('How long the history of documents is kept, in days; documents stay as they are. Default: for ever.'),
  WEBHOOK_PRIVATE_HOSTS: onOff
    .default('off')
    .describe('on: webhooks may go to this machine and hosts of your own network, and without TLS.'),
})

export type Environment = z.infer<typeof environmentSchema>

/** Why the site does not start, in one plain sentence that says what to do. Printed as it is, without a stack trace. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
  /** Stable, for tests and scripts. */
  readonly code: string

  constructor(code: string, sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.code = code
  }
}

const key = Symbol.for('chancery.environment')

// Next bundles its own copy of this module: both must see what the start script completed.
const holder = globalThis as { [key]?: Environment }

/** The settings of this process: those the start script installed, else those of the variables (and of a file `.env`).
 *  @throws {StartRefused} as `parseEnvironment` does */
export function environment(): Environment {
  return holder[key] ?? readEnvironment()
}

/** Makes `settings` the process's own: the variables, and what the start script adds to them (secrets made once, the data directory's full path). */
export function installEnvironment(settings: Environment): void {
  holder[key] = settings
}

/** The settings in the process's variables, those absent taken from a file `.env` in the working directory, if there is one.
 *  @throws {StartRefused} as `parseEnvironment` does */
export function readEnvironment(): Environment {
  if (existsSync('.env')) loadEnvFile('.env')
  return parseEnvironment(process.env)
}

/** Checks `variables` and fills in what is not set; an empty variable counts as unset.
 *  @throws {StartRefused} `settings` with one sentence a line for all that is wrong. Values are not repeated: they may be secrets. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const parsed = environmentSchema.safeParse(Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== '')))
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0])))
    throw new StartRefused('settings', [...names].map(wanted).join('\n'), parsed.error)
  }
  const checks = [siteUrlProblem, portProblem, secretProblem, loopbackProblem, assetsProblem, hostedProblem, mailProblem]
  const problems = checks.map((check) => check(parsed.data)).filter((problem) => problem !== null)
  if (problems.length > 0) throw new StartRefused('settings', problems.join('\n'))
  return parsed.data
}

/** The public origin of the site, such as `https://facts.example.org`: the one that is believed, whatever a request says. */
export function siteOrigin(settings: Environment): string {
  return new URL(settings.SITE_URL ?? `http://localhost:${settings.PORT}`).origin
}

/** Whether several instances can share the uploaded pictures and files: they lie in a directory named for it, or in a bucket. */
export function sharesAssets({ ASSETS_DIR, ASSETS_S3_BUCKET }: Environment): boolean {
  return ASSETS_DIR !== undefined || ASSETS_S3_BUCKET !== undefined
}

/** Whether both the address listened on and the site's public host are this machine alone. */
export function isLoopback(settings: Environment): boolean {
  return isLoopbackName(settings.HOST) && isLoopbackName(new URL(siteOrigin(settings)).hostname)
}

/** Where content is, if it is on hosted Sanity. */
export interface HostedContent {
  readonly projectId: string
  readonly dataset: string
  /** A viewer's, for drafts and private datasets. */
  readonly token: string | undefined
}

/** The project of hosted Sanity that `settings` name; null for the lake of this site. */
export function hostedContent({ SANITY_PROJECT_ID, SANITY_DATASET, SANITY_API_TOKEN }: Environment): HostedContent | null {
  if (SANITY_PROJECT_ID === undefined) return null
  return { projectId: SANITY_PROJECT_ID, dataset: SANITY_DATASET ?? 'production', token: SANITY_API_TOKEN }
}

/** What each setting takes, for a sentence such as "PORT must be …". */
const wants: Partial<Record<string, string>> = {
  PORT: 'a whole number from 1 to 65535',
  DEMO_PROVIDER_PORT: 'a whole number from 1 to 65535',
  SITE_URL: 'an address such as https://facts.example.org',
  DATABASE_URL: 'an address such as postgresql://user:password@host:5432/database',
  AUTH_SECRET: 'at least 32 characters long (openssl rand -base64 33 makes one)',
  SESSION_IDLE_DAYS: 'a number of days up to 365',
  SESSION_DAYS: 'a number of days up to 365',
  SESSION_STAFF_HOURS: 'a number of hours up to 8760',
  HISTORY_DAYS: 'a whole number of days from 1',
  AUDIT_DAYS: 'a whole number of days from 1 to 3650',
  BACKUP_DAYS: 'a whole number of days from 0 to 3650',
  WEBHOOK_PRIVATE_HOSTS: 'on or off',
  MICROSOFT_TENANT: 'common, organizations, consumers, or the id of a tenant',
  LOGIN_GOV_ISSUER: 'an https address',
  OPENID_ISSUER: 'an https address such as https://id.example.org',
  OPENID_NAME: '1 to 40 characters long',
  ASSETS_S3_ENDPOINT: 'an address such as https://s3.example.org',
  ASSETS_S3_PATH_STYLE: 'on or off',
  SMTP_URL: 'an address such as smtps://name:password@mail.example.org',
  SIGN_IN: 'on or off',
  ANY_OPENID: 'on, listed or off',
  ANY_OPENID_LOOPBACK: 'on or off',
  DEMO_PROVIDER: 'on or off',
  INDEXING: 'on or off',
  SANITY_PROJECT_ID: 'the id of a project, of small letters, digits and dashes',
  SANITY_DATASET: 'the name of a dataset, of letters, digits, dashes and underscores',
}

function wanted(name: string): string {
  return `${name} must be ${wants[name] ?? 'a text that is not empty'}.`
}

function siteUrlProblem({ SITE_URL }: Environment): string | null {
  if (SITE_URL === undefined) return null
  const { protocol, hostname, origin, href } = new URL(SITE_URL)
  if (href !== `${origin}/`) return `SITE_URL must be an origin alone, such as ${origin}: the site lives at the root of a host.`
  if (protocol === 'http:' && !isLoopbackName(hostname))
    return 'SITE_URL must begin with https:// unless it is this machine itself: sessions must not travel in the clear.'
  return null
}

function portProblem(settings: Environment): string | null {
  if (settings.DEMO_PROVIDER_PORT !== settings.PORT) return null
  return 'DEMO_PROVIDER_PORT must differ from PORT: the demonstration provider has an origin of its own.'
}

function secretProblem(settings: Environment): string | null {
  if (settings.AUTH_SECRET !== undefined || isLoopbackName(new URL(siteOrigin(settings)).hostname)) return null
  return 'AUTH_SECRET must be set for a public SITE_URL, to at least 32 characters of its own (openssl rand -base64 33 makes one).'
}

function loopbackProblem(settings: Environment): string | null {
  if (settings.ANY_OPENID_LOOPBACK === 'off' || isLoopback(settings)) return null
  return 'ANY_OPENID_LOOPBACK must be off on a public address: whoever signs in could have the site ask what runs on this machine.'
}

function assetsProblem(settings: Environment): string | null {
  const { ASSETS_DIR, ASSETS_S3_BUCKET, ASSETS_S3_ACCESS_KEY_ID, ASSETS_S3_SECRET_ACCESS_KEY } = settings
  if (ASSETS_DIR !== undefined && ASSETS_S3_BUCKET !== undefined)
    return 'ASSETS_DIR and ASSETS_S3_BUCKET exclude each other: pictures and files are kept in one place.'
  if ((ASSETS_S3_ACCESS_KEY_ID === undefined) !== (ASSETS_S3_SECRET_ACCESS_KEY === undefined))
    return 'ASSETS_S3_ACCESS_KEY_ID and ASSETS_S3_SECRET_ACCESS_KEY go together: set both or neither.'
  const names = ['ASSETS_S3_ENDPOINT', 'ASSETS_S3_ACCESS_KEY_ID', 'ASSETS_S3_PATH_STYLE'] as const
  const stray = ASSETS_S3_BUCKET === undefined ? names.find((name) => settings[name] !== undefined) : undefined
  return stray === undefined ? null : `${stray} needs ASSETS_S3_BUCKET: it says where that bucket is.`
}

function hostedProblem({ SANITY_PROJECT_ID, SANITY_DATASET, SANITY_API_TOKEN }: Environment): string | null {
  if (SANITY_PROJECT_ID !== undefined || (SANITY_DATASET === undefined && SANITY_API_TOKEN === undefined)) return null
  return 'SANITY_PROJECT_ID must be set where SANITY_DATASET or SANITY_API_TOKEN is: they belong to a project of hosted Sanity.'
}

function mailProblem({ SMTP_URL, MAIL_FROM, SITE_URL }: Environment): string | null {
  if (SMTP_URL === undefined)
    return MAIL_FROM === undefined ? null : 'SMTP_URL must be set where MAIL_FROM is: it names the server that sends the mails.'
  if (MAIL_FROM === undefined || !/^(?:[^<>\r\n]* )?<?[^\s<>@]+@[^\s<>@]+>?$/.test(MAIL_FROM))
    return 'MAIL_FROM must be set where SMTP_URL is, to the sender of mails, such as Facts <facts@example.org>.'
  return SITE_URL === undefined ? 'SITE_URL must be set where SMTP_URL is: links in mails lead to it.' : null
}

function isLoopbackName(name: string): boolean {
  return /^(localhost|([a-z0-9-]+\.)+localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i.test(name)
}
