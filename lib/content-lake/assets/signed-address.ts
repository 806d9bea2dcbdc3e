import { createHmac, timingSafeEqual } from 'node:crypto'

import type { KeptToken } from '../people/register.ts'

/** For how long an address that was signed opens its picture or file. An export fetches each soon after it has read its document. */
const lastsSeconds = 60 * 60

/** A token that the lake keeps. */
type SigningToken = Pick<KeptToken, 'id' | 'hash'>

/** What is put behind the address of `path` (`images/<project>/<dataset>/<name>`) so that it opens what the role of `token` opens: for an hour, and not once the
 *  token is taken back. The hash of a token, which signs, is as secret as the rest of the database, and tells nothing of the token. */
export function signatureFor(path: string, { id, hash }: SigningToken, nowMs = Date.now()): string {
  const expires = String(Math.floor(nowMs / 1000) + lastsSeconds)
  return `?${new URLSearchParams({ by: id, expires, signature: signatureOf(path, expires, hash) })}`
}

/** The id of the token that the address `url` of a picture or file was signed with, if it says so and its time is not over. */
export function signerOf(url: URL, nowMs = Date.now()): string | null {
  const [by, expires] = [url.searchParams.get('by'), url.searchParams.get('expires') ?? '']
  if (by === null || !/^\d{1,12}$/.test(expires) || Number(expires) * 1000 < nowMs) return null
  return by
}

/** Whether the signature of `url`, which asks for `path`, is that of `token`. */
export function isSignedBy(url: URL, path: string, { hash }: SigningToken): boolean {
  const wanted = Buffer.from(signatureOf(path, url.searchParams.get('expires') ?? '', hash))
  const given = Buffer.from(url.searchParams.get('signature') ?? '')
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}

function signatureOf(path: string, expires: string, hash: string): string {
  return createHmac('sha256', hash).update(`${path}\n${expires}`).digest('base64url')
}
