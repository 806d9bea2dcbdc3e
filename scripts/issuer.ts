import { readFile } from 'node:fs/promises'
import { isIssuerAddress } from '#lib/auth/issuers/issuer-address.ts'
import { forgetRegistration, keepAdministratorsClient } from '#lib/auth/issuers/issuer-client.ts'
import { issuerIdOf } from '#lib/auth/issuers/issuer-id.ts'
import { readIssuer } from '#lib/auth/issuers/issuer-metadata.ts'
import { listIssuerRules, removeIssuerRule, setIssuerRule } from '#lib/auth/issuers/issuer-rules.ts'
import { listIssuers } from '#lib/auth/issuers/known-issuers.ts'
import type { IssuerClient } from '#lib/auth/issuers/registration.ts'
import { type AuthSettings, authSettings } from '#lib/auth/settings.ts'
import { findDataDirectory, makeDataDirectory } from '#lib/db/data-directory.ts'
import { keepSecrets } from '#lib/db/secrets.ts'
import { environment, installEnvironment } from '#lib/env.ts'
import { runCommand, type Words } from './site/command.ts'

const USAGE = `Usage: npm run issuer -- list
       npm run issuer -- allow <host>
       npm run issuer -- deny <host>
       npm run issuer -- remove-rule <host>
       npm run issuer -- client <issuer> <client id> [<file with the secret> [basic|post] | key | none]
       npm run issuer -- forget <issuer>
A rule is for a host and all below it, such as example.org. "client" keeps what the issuer's administrators gave you: with a secret in a
file, with the key at /api/openid/keys of this site ("key"), or with neither. "forget" has the site register anew.`

async function run(settings: AuthSettings, { verb, rest }: Words): Promise<string> {
  const [first = '', second = '', third = '', fourth = '', ...more] = rest
  if (more.length > 0) throw new Error(USAGE)
  if (verb === 'list' && first === '') return list(settings)
  if (first === '') throw new Error(USAGE)
  if (verb === 'client' && second !== '') return keepClient(settings, first, second, third, fourth)
  if (second !== '') throw new Error(USAGE)
  const { environment: variables } = settings
  switch (verb) {
    case 'allow':
    case 'deny': {
      const host = hostOf(first)
      const ended = await setIssuerRule(variables, host, verb === 'allow')
      return `${host} is ${verb === 'allow' ? 'allowed' : 'denied'} from now on. Sessions ended by that: ${ended}.`
    }
    case 'remove-rule': {
      const host = hostOf(first)
      return (await removeIssuerRule(variables, host)) ? `There is no rule for ${host} any more.` : `There was no rule for ${host}.`
    }
    case 'forget':
      return (await forgetRegistration(issuerIdOf(first)))
        ? `The registration with ${first} is forgotten: whoever signs in next has the site register anew.`
        : `The site is not registered with ${first}. Write the issuer as npm run issuer -- list does.`
    default:
      throw new Error(USAGE)
  }
}

async function list({ environment: variables }: AuthSettings): Promise<string> {
  const rules = (await listIssuerRules()).map(({ host, isAllowed }) => `${isAllowed ? 'allowed' : 'denied '}  ${host}`)
  const issuers = (await listIssuers(variables)).map((one) => {
    const used = one.lastUsedAt ? `used ${one.lastUsedAt.toISOString().slice(0, 10)}` : 'never used'
    const error = one.lastError && one.lastErrorAt ? `\n    ${one.lastErrorAt.toISOString()} ${one.lastError}` : ''
    return `${one.issuer}  ${one.isAllowed ? 'allowed' : 'denied'}, client: ${one.client ?? 'none kept'}, accounts: ${one.accounts}, ${used}\n    callback /api/auth/callback/${one.id}${error}`
  })
  return [
    ...(rules.length > 0 ? rules : ['There are no rules.']),
    ...(issuers.length > 0 ? issuers : ['No issuer was named lately.']),
  ].join('\n')
}

async function keepClient(settings: AuthSettings, address: string, clientId: string, how: string, way: string): Promise<string> {
  if (!isIssuerAddress(address, settings.environment.ANY_OPENID_LOOPBACK === 'on'))
    throw new Error(`"${address}" is not the address of an issuer, such as https://id.example.org.`)
  // Asked, so that a slip of the pen shows at once, and as its document spells it.
  const { issuer } = await readIssuer(settings, address)
  await keepAdministratorsClient(settings, issuer, await clientOf(clientId, how, way))
  return `Kept for ${issuer}. The redirect address to enter there: ${settings.origin}/api/auth/callback/${issuerIdOf(issuer)}`
}

async function clientOf(clientId: string, how: string, way: string): Promise<IssuerClient> {
  if (how === 'key' && way === '') return { clientId, method: 'private_key_jwt' }
  if ((how === 'none' || how === '') && way === '') return { clientId, method: 'none' }
  if (way !== '' && way !== 'basic' && way !== 'post') throw new Error(USAGE)
  const secret = (await readFile(how, 'utf8')).trim()
  if (secret === '') throw new Error(`${how} is empty: it must hold the secret and nothing else.`)
  return { clientId, method: way === 'post' ? 'client_secret_post' : 'client_secret_basic', secret }
}

function hostOf(text: string): string {
  const url = URL.parse(text.includes('://') ? text : `https://${text}`)
  if (url === null || url.hostname === '') throw new Error(`"${text}" is not a host, such as id.example.org.`)
  return url.hostname.replace(/\.$/, '')
}

await runCommand('issuer', (_, words) => {
  const given = environment()
  // What is kept of clients is sealed with it; the running site has the same.
  const { path } = findDataDirectory(given)
  makeDataDirectory(path)
  installEnvironment({ ...given, AUTH_SECRET: given.AUTH_SECRET ?? keepSecrets(path).AUTH_SECRET })
  return run(authSettings(), words)
})
