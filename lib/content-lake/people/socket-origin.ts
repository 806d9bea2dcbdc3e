import type { LakeSettings } from '../settings.ts'
import { allowanceOf } from './origins.ts'
import type { Register } from './register.ts'

/** Whether the page behind `upgrade` may open a socket here. A browser sends its cookies with an upgrade from any site and lets that site read what
 *  comes back, so there is no other guard than this: our own pages, and those of origins that were allowed for the lake's own project with credentials.
 *  A program shows a token with the upgrade, which no page of a browser can. What calls its origin `null` is any page in a sandbox: it never may. */
export async function mayOpenSocket(settings: LakeSettings, register: Register, upgrade: Request): Promise<boolean> {
  if (upgrade.headers.has('authorization')) return true
  const origin = upgrade.headers.get('origin')
  if (origin === null || origin === 'null') return false
  if (origin === settings.origin) return true
  const { origins } = await register.current()
  return allowanceOf(origin, origins, settings.projectId)?.withCredentials ?? false
}
