import { createTransport } from 'nodemailer'
import { MailRefused, type MailServer } from './outgoing-mail.ts'

/** Less than the lease of the outbox: what takes longer is given up before another process would take it. */
const TIMEOUT_MS = 60_000

/** The mail server at `url`, such as `smtps://name:password@mail.example.org`, asked over a few connections that stay open for a while.
 *  @param from the sender, such as `Facts <facts@example.org>` */
export function mailServer(url: string, from: string): MailServer {
  const { protocol, hostname, port, username, password } = new URL(url)
  const transport = createTransport({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    ...(port !== '' && { port: Number(port) }),
    secure: protocol === 'smtps:',
    ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    pool: true,
    maxConnections: 4,
    connectionTimeout: TIMEOUT_MS / 4,
    greetingTimeout: TIMEOUT_MS / 4,
    socketTimeout: TIMEOUT_MS,
    // Nothing is fetched or read for a mail: all of it is text that we wrote.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ messageId, to, subject, text, html, headers }) {
      try {
        await transport.sendMail({ from, to, subject, text, html, messageId, headers: { ...headers } })
      } catch (error) {
        throw refusalOf(error) ?? error
      }
    },
    close: () => transport.close(),
  }
}

/** What the server said; null if it said nothing.
 *  @see RFC 5321, section 4.2.1: replies from 500 on are final */
function refusalOf(error: unknown): MailRefused | null {
  if (!(error instanceof Error) || !('responseCode' in error) || typeof error.responseCode !== 'number') return null
  const command = 'command' in error ? String(error.command) : ''
  const said = 'response' in error ? String(error.response) : error.message
  const isAddress = command === 'RCPT TO'
  // A sender or a password that is refused is the operator's to mend, and mails wait for that.
  const isFinal = error.responseCode >= 500 && (isAddress || command === 'DATA')
  return new MailRefused(said.replaceAll(/\s+/g, ' ').slice(0, 500), { isFinal, isAddress }, error)
}
