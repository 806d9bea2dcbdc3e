/** A mail as it goes out. */
export interface OutgoingMail {
  /** The same in every attempt, so that a mail that went twice, because nobody could tell whether it had, counts once. */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
}

/** Hands a mail to a mail server.
 *  @throws {MailRefused} if the server does not take it, and anything else if it could not be asked */
export type SendMail = (mail: OutgoingMail) => Promise<void>

/** A mail server, and what ends the connections to it. */
export interface MailServer {
  readonly send: SendMail
  readonly close: () => void
}

/** A mail server does not take a mail. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused'
  readonly code = 'mail-refused'
  /** Whether it never will. */
  readonly isFinal: boolean
  /** Whether it is the address that it does not take. */
  readonly isAddress: boolean

  constructor(message: string, { isFinal, isAddress }: { readonly isFinal: boolean; readonly isAddress: boolean }, cause?: unknown) {
    super(message, { cause })
    this.isFinal = isFinal
    this.isAddress = isAddress
  }
}
