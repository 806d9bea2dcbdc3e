import type { MailKind } from './schema.ts'

/** A mail that this process took from the outbox. */
export interface TakenMail {
  readonly id: string
  readonly user_id: string
  readonly kind: MailKind
  readonly address: string
  readonly language: string
  readonly attempts: number
  readonly subject: string | null
  readonly text: string | null
  readonly html: string | null
}
