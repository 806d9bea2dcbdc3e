import { clientDocument } from '#lib/auth/issuers/client-document.ts'
import { authSettings } from '#lib/auth/settings.ts'

/** What an issuer reads of this site at the address that it knows the site by. */
export function GET(request: Request): Response {
  const document = clientDocument(authSettings(), new URL(request.url).pathname)
  return document ? Response.json(document) : Response.json({ error: 'not_found' }, { status: 404 })
}
