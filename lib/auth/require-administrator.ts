import 'server-only'
import { notFound } from 'next/navigation'
import { type Administrator, asAdministrator } from './administrator.ts'
import { requireReader } from './require-reader.ts'

/** The administrator whose page is being rendered. A stranger is sent to sign in, and comes back to `path`; for everybody else there is
 *  nothing at this address. */
export async function requireAdministrator(path: string): Promise<Administrator> {
  return asAdministrator(await requireReader(path)) ?? notFound()
}
