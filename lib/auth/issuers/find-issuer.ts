import { OutwardRefused } from '#lib/outward/outward-refused.ts'
import { z } from 'zod'
import { discoveryAddress, isKept, readJson } from '../discovery.ts'
import { HostLimit } from '../host-limit.ts'
import { configuredProviders, otherIssuers, type ProviderId } from '../providers.ts'
import type { AuthSettings } from '../settings.ts'
import { type Identifier, parseIdentifier } from './identifier.ts'
import { isIssuerAddress } from './issuer-address.ts'
import { canMeet } from './issuer-client.ts'
import { type IssuerMetadata, readIssuer } from './issuer-metadata.ts'
import { IssuerRefused, issuerRefusal } from './issuer-refused.ts'
import { mayVouch } from './issuer-rules.ts'
import { keepIssuer } from './known-issuers.ts'

/** @see OpenID Connect Discovery 1.0, section 2 */
const RELATION = 'http://openid.net/specs/connect/1.0/issuer'

/** @see RFC 7033, section 4.4 */
const descriptorSchema = z.object({
  links: z
    .array(z.object({ rel: z.string(), href: z.string().optional() }))
    .max(1000)
    .optional(),
})

const TEN_MINUTES = 600_000
/** Questions to the outside that one visitor may cause, and those that one host is asked by all visitors. */
const byVisitor = new HostLimit({ hostMax: 60, allMax: 600, withinMs: TEN_MINUTES })
const byHost = new HostLimit({ hostMax: 60, allMax: 600, withinMs: TEN_MINUTES })

/**
 * The provider that somebody means by what they typed: one that is set up here, or an issuer that is now known.
 * `visitor` is the address of their machine.
 * @throws {IssuerRefused} saying what is wrong, before anybody is sent anywhere
 * @see OpenID Connect Discovery 1.0, section 2 (from identifier to issuer)
 */
export async function findProvider(settings: AuthSettings, typed: string, visitor: string): Promise<ProviderId> {
  const { environment } = settings
  if (otherIssuers(environment) === 'off') throw new IssuerRefused('off')
  const identifier = parseIdentifier(typed, environment.ANY_OPENID_LOOPBACK === 'on')
  const configured = configuredProviders(environment).find(
    ({ host }) => identifier.address === null && identifier.resource === `https://${host}/`,
  )
  if (configured) return configured.id
  const metadata = await findIssuer(settings, identifier, visitor).catch((error: unknown) => {
    throw issuerRefusal(error)
  })
  if (!(await mayVouch(environment, metadata.issuer))) throw new IssuerRefused('denied')
  if (!(await canMeet(settings, metadata))) throw new IssuerRefused('noWay')
  return keepIssuer(metadata.issuer)
}

async function findIssuer(settings: AuthSettings, { resource, origin, address }: Identifier, visitor: string): Promise<IssuerMetadata> {
  if (address !== null) {
    try {
      return await ask(settings, address, visitor)
    } catch (error) {
      // It may be the address of a person, whose host says by WebFinger which issuer is theirs.
      const named = error instanceof OutwardRefused ? await askWebFinger(settings, resource, origin, visitor) : null
      if (named === null) throw error
      return ask(settings, named, visitor)
    }
  }
  return ask(settings, (await askWebFinger(settings, resource, origin, visitor)) ?? origin, visitor)
}

function ask(settings: AuthSettings, issuer: string, visitor: string): Promise<IssuerMetadata> {
  count(settings, discoveryAddress(issuer), visitor)
  return readIssuer(settings, issuer)
}

/** The issuer that the host of `resource` names; null if it names none. Only whom the site must not ask is an error.
 *  @see RFC 7033, section 4 */
async function askWebFinger(settings: AuthSettings, resource: string, origin: string, visitor: string): Promise<string | null> {
  const address = new URL('/.well-known/webfinger', origin)
  address.search = new URLSearchParams({ resource, rel: RELATION }).toString()
  count(settings, address.href, visitor)
  const answer = await readJson(settings.outward, address.href).catch((error: unknown) => {
    if (!(error instanceof OutwardRefused) || error.code === 'address') throw error
    return null
  })
  const parsed = descriptorSchema.safeParse(answer)
  const issuer = parsed.success ? parsed.data.links?.find(({ rel }) => rel === RELATION)?.href : undefined
  if (issuer === undefined) return null
  if (!isIssuerAddress(issuer, settings.environment.ANY_OPENID_LOOPBACK === 'on')) throw new IssuerRefused('mismatch')
  return issuer
}

/** @throws {IssuerRefused} `often` if too much was asked for this visitor, or of this host */
function count({ outward }: AuthSettings, address: string, visitor: string): void {
  if (isKept(outward, address)) return
  if (!byVisitor.take(visitor) || !byHost.take(new URL(address).hostname)) throw new IssuerRefused('often')
}
