import { mayPreview } from '#lib/auth/session.ts'
import { environment, hostedContent } from '#lib/env.ts'
import { processRecord } from '#lib/render-record.ts'
import { client } from '#sanity/client.ts'
import { defineEnableDraftMode } from 'next-sanity/draft-mode'

/** What the Studio says in the address: the page to show. */
const PATHNAME = 'sanity-preview-pathname'

/** Shows drafts to an editor who comes from the Studio, which left a secret in the lake; then goes to the page. */
export async function GET(request: Request): Promise<Response> {
  // Editors of hosted Sanity are not known here; the secret, which only they can leave there, is what lets them in.
  if (!hostedContent(environment()) && !(await mayPreview(request.headers.get('cookie'))))
    return refuse(403, 'Only editors of this site may see drafts.')
  const token = processRecord().viewerToken
  if (!token) return refuse(503, 'Drafts can be seen only with a token for the content: set SANITY_API_TOKEN.')
  const { searchParams } = new URL(request.url)
  if (!isOwnPath(searchParams.get(PATHNAME) ?? '/')) return refuse(400, `${PATHNAME} must be a path of this site.`)
  return await defineEnableDraftMode({ client: client.withConfig({ token }) }).GET(request)
}

/** Whether a browser that is sent to `path`, twice resolved, stays where it is. */
function isOwnPath(path: string): boolean {
  const base = 'http://site.invalid'
  if (!path.startsWith('/') || !URL.canParse(path, base)) return false
  const url = new URL(path, base)
  return url.origin === base && !url.pathname.startsWith('//')
}

function refuse(status: number, why: string): Response {
  return new Response(why, { status, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
}
