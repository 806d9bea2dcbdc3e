import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { type Reader, readerOf } from './reader.ts'
import { signInPath } from './return-address.ts'

/** The reader of the page being rendered; a stranger is sent to sign in, and comes back to `path`.
 *  The page that calls this is rendered for one person and must never be kept. */
export async function requireReader(path: string): Promise<Reader> {
  return (await currentReader()) ?? redirect(signInPath(path))
}

/** The reader of the page being rendered; null for a stranger. */
export async function currentReader(): Promise<Reader | null> {
  return readerOf((await headers()).get('cookie'))
}
