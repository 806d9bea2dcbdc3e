import { setAuthSettings } from '#lib/auth/settings.ts'
import { environmentSchema } from '#lib/env.ts'
import type { Outward } from '#lib/auth/outward.ts'

export const SITE = 'https://facts.example.org'

/** Installs settings of a public site whose outside world is `outward`, and returns the lines that it logs. */
export function installAuthSettings(variables: Record<string, unknown>, outward: Outward): string[] {
  const lines: string[] = []
  const environment = environmentSchema.parse({ SITE_URL: SITE, ...variables })
  setAuthSettings({ environment, origin: SITE, secret: 'a secret of at least 32 characters', outward, log: (line) => lines.push(line) })
  return lines
}
