import { isOwnPost } from './own-request.ts'

const FORM_BYTES_MAX = 16_384

/** A form that the site does not take. Its answer says why, and nothing else. */
export class FormRefused extends Error {
  override readonly name = 'FormRefused'
  readonly code = 'form-refused'
  readonly status: 400 | 403 | 413 | 415

  constructor(status: FormRefused['status'], message: string) {
    super(message)
    this.status = status
  }

  /** The answer to whoever sent the form. */
  answer(): Response {
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' }
    return new Response(`${this.message}\n`, { status: this.status, headers })
  }
}

/** The fields of a form that one of our own pages sent.
 *  @throws {FormRefused} if another site sent it, if it is no form, or if it is larger than a form of ours can be */
export async function readOwnForm(request: Request, bytesMax?: number): Promise<URLSearchParams> {
  if (!isOwnPost(request.headers)) throw new FormRefused(403, 'This form was not sent by a page of this site.')
  return readForm(request, bytesMax)
}

/** The fields of a form that anybody sent: for what is proved by the form itself, or changes nothing.
 *  @throws {FormRefused} if it is no form, or if it is larger than one can be */
export async function readForm(request: Request, bytesMax = FORM_BYTES_MAX): Promise<URLSearchParams> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') throw new FormRefused(415, 'Send a form (application/x-www-form-urlencoded).')
  const tooLarge = new FormRefused(413, `This form is larger than ${bytesMax} bytes.`)
  const parts: Uint8Array[] = []
  let bytes = 0
  // Counted while it arrives, so that an endless body is not kept.
  for await (const part of request.body ?? []) {
    bytes += part.byteLength
    if (bytes > bytesMax) throw tooLarge
    parts.push(part)
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'))
}
