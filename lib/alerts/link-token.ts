import { createHmac, timingSafeEqual } from 'node:crypto'
import { authSettings } from '#lib/auth/settings.ts'

/** What a link in a mail lets whoever has it do. */
export type LinkPurpose = 'stop' | 'confirm' | 'recover'

const TOKEN = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/

/** The secret of a link about the row `id`. It is made when the link is, and kept nowhere: who reads the database can't make one. */
export function makeLinkToken(purpose: LinkPurpose, id: string): string {
  return `${id}.${sign(purpose, id)}`
}

/** The row that `token` is about; null if it was not made here for that purpose. */
export function readLinkToken(purpose: LinkPurpose, token: string): string | null {
  const [, id, mark] = TOKEN.exec(token) ?? []
  if (id === undefined || mark === undefined) return null
  return timingSafeEqual(Buffer.from(mark), Buffer.from(sign(purpose, id))) ? id : null
}

function sign(purpose: LinkPurpose, id: string): string {
  return createHmac('sha256', authSettings().secret).update(`link to ${purpose} ${id}`).digest('base64url')
}
