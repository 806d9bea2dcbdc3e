import { OutwardRefused } from '#lib/outward/outward-refused.ts'

/** Why one cannot sign in with an issuer of one's own, as the person is told: each has a plain sentence in `lib/i18n`. */
export const ISSUER_PROBLEMS = [
  'empty',
  'form',
  'insecure',
  'private',
  'unreachable',
  'notOpenId',
  'mismatch',
  'flow',
  'noWay',
  'registration',
  'client',
  'renewed',
  'denied',
  'often',
  'off',
] as const

export type IssuerProblem = (typeof ISSUER_PROBLEMS)[number]

/** An issuer, or what was typed for one, that the site does not take. */
export class IssuerRefused extends Error {
  override readonly name = 'IssuerRefused'
  readonly code: IssuerProblem

  constructor(code: IssuerProblem, cause?: unknown) {
    super(`The issuer was refused: ${code}.`, { cause })
    this.code = code
  }
}

const OF_OUTWARD: Readonly<Record<string, IssuerProblem>> = {
  address: 'private',
  scheme: 'insecure',
  network: 'unreachable',
  timeout: 'unreachable',
}

/** What went wrong while an issuer was asked, in the person's terms; errors of ours stay what they are. */
export function issuerRefusal(error: unknown): unknown {
  return error instanceof OutwardRefused ? new IssuerRefused(OF_OUTWARD[error.code] ?? 'notOpenId', error) : error
}
