import { environment, type Environment, isLoopback } from '#lib/env.ts'

/** Where mails go: to a mail server; nowhere, but they can be looked at in a mailbox, on one's own machine; or there are none. */
export type MailWay = 'server' | 'mailbox' | 'none'

/** Where mails go with these settings. */
export function mailWay(settings: Environment = environment()): MailWay {
  if (settings.SIGN_IN === 'off') return 'none'
  if (settings.SMTP_URL !== undefined) return 'server'
  return isLoopback(settings) ? 'mailbox' : 'none'
}
