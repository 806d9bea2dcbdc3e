import type { Route } from '../call.ts'
import { httpError } from '../errors.ts'
import type { LakeSettings } from '../settings.ts'

const formTypes: ReadonlySet<string> = new Set(['application/x-www-form-urlencoded', 'multipart/form-data'])

/** A write that only a cookie authorises could be another site's doing: it must come from our own pages, and not in the form of a form.
 *  @throws {LakeError} 403 */
export function guardAgainstForgery(settings: LakeSettings, request: Request, route: Route): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  if (request.headers.get('origin') !== settings.origin) throw httpError(403, `A write with a cookie must come from ${settings.origin}`)
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  // An HTTP server gives every POST a body, an empty one too; the length that the browser declares says which it is.
  if (request.body === null || request.headers.get('content-length') === '0') return
  // A tab that closes tells of its use as plain text, since a browser sends nothing else then; what is not read does no harm.
  if (route.body === 'ignored') return
  // For a kind of file that it does not know a browser names no type; then the client's own header stands for it, which no form can send either.
  const isFile = !formTypes.has(type) && (type !== '' || request.headers.has('x-sanity-project-id'))
  const allowed = route.body === 'file' ? isFile : type === 'application/json'
  if (!allowed) throw httpError(403, `A write with a cookie must not have the content type ${JSON.stringify(type)} here`)
}
