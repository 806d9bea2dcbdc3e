import { switchMailsOf } from '#lib/alerts/delivery.ts'
import { readLinkToken } from '#lib/alerts/link-token.ts'
import { isOwnPost } from '#lib/auth/own-request.ts'
import { languageOf, returnPath } from '#lib/auth/return-address.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { localPath } from '#lib/i18n/languages.ts'

const BYTES_MAX = 4096

/** Stops the mails of whoever got the mail that `token` is in, or sends them again. It comes from a mail program, without cookies and from no page, or from
 *  our own page of the link; the secret of the mail is what it goes by.
 *  @see RFC 8058, section 3.2 */
export async function receiveStop(request: Request, token: string): Promise<Response> {
  const id = readLinkToken('stop', token)
  if (id === null) return plain(404, 'This link is not one of ours, or not whole.')
  const body = await request.text()
  if (body.length > BYTES_MAX) return plain(413, 'This form is too large.')
  const form = new URLSearchParams(body)
  const isOn = form.get('action') === 'start' && isOwnPost(request.headers)
  const isKnown = await switchMailsOf(id, isOn)
  if (!form.has('callbackUrl')) {
    if (isKnown) return plain(200, 'You get no more mails about what you follow.')
    return plain(410, 'The mail of this link is no longer known here. If mails still come, use the link in the newest.')
  }
  const language = languageOf(returnPath(authSettings().origin, form.get('callbackUrl'), '/my/mail'))
  return seeOther(localPath(language, `/my/mail/stop/${token}`))
}

/** Whoever opens the address of the header itself comes to the page that asks first: programs open links too. */
export function showStop(token: string): Response {
  return seeOther(`/my/mail/stop/${encodeURIComponent(token.slice(0, 200))}`)
}

function plain(status: number, sentence: string): Response {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' }
  return new Response(`${sentence}\n`, { status, headers })
}
