import { mailServer } from '#lib/alerts/mail-server.ts'
import { mailWay } from '#lib/alerts/mail-way.ts'
import type { Environment } from '#lib/env.ts'
import type { Mailing } from '#lib/jobs/mail-round.ts'

/** How mails go with these settings; null if none do. */
export function mailingOf(environment: Environment): Mailing | null {
  const { SMTP_URL, MAIL_FROM } = environment
  if (SMTP_URL !== undefined && MAIL_FROM !== undefined) return { openServer: () => mailServer(SMTP_URL, MAIL_FROM) }
  return mailWay(environment) === 'mailbox' ? { openServer: null } : null
}
