import { installEnvironment, parseEnvironment } from '#lib/env.ts'
import { SITE } from './auth-settings.ts'
import { variables } from './sign-in-scene.ts'

const MAIL = {
  ...variables,
  SITE_URL: SITE,
  AUTH_SECRET: 'a secret of at least 32 characters',
  SMTP_URL: 'smtp://mail.test',
  MAIL_FROM: 'facts@example.org',
}

/** Installs the settings of a site that sends mails, to a server that nobody asks, with what else is said. */
export function installMailSettings(more: Readonly<Record<string, string>> = {}): void {
  installEnvironment(parseEnvironment({ ...MAIL, ...more }))
}
