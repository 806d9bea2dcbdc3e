import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A mail server that keeps what it takes. */
export interface MailReceiver {
  readonly url: string
  /** Every mail that it took, in order, as whoever gets it reads it. */
  readonly mails: ParsedMail[]
  /** Addresses that it does not take, with the reply. */
  readonly refused: Map<string, number>
  close(): Promise<void>
}

/** A mail server on this machine, which speaks SMTP as real ones do. */
export async function startMailReceiver(): Promise<MailReceiver> {
  const mails: ParsedMail[] = []
  const refused = new Map<string, number>()
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, callback) {
      const code = refused.get(address)
      callback(code === undefined ? null : Object.assign(new Error(`<${address}> is not known here`), { responseCode: code }))
    },
    onData(stream, _session, callback) {
      simpleParser(stream, {}, (error, mail) => {
        if (!error) mails.push(mail)
        callback(error)
      })
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refused,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
