import { STATUS_CODES } from 'node:http'
import { z } from 'zod'
import type { DataAnswer } from './data-answer.ts'

/** What is told of a request that cannot be answered.
 *  @see RFC 9457 */
export const problemSchema = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string().meta({ description: 'What the status says.' }),
    status: z.int(),
    detail: z.string().meta({ description: 'What was wrong, and what to do.' }),
    parameter: z.string().optional().meta({ description: 'The parameter at fault.' }),
  })
  .meta({ id: 'Problem', description: 'Why a request was not answered (RFC 9457).' })

/** A request that cannot be answered, and why. */
export class Problem extends Error {
  readonly code = 'problem'
  readonly status: number
  readonly parameter: string | undefined

  constructor(status: number, detail: string, parameter?: string) {
    super(detail)
    this.status = status
    this.parameter = parameter
  }
}

/** `problem` as an answer. It is made from nothing, so it is never kept. */
export function problemAnswer(problem: Problem, headers: Readonly<Record<string, string>> = {}): DataAnswer {
  const { status, message: detail, parameter } = problem
  const described = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    ...(parameter !== undefined && { parameter }),
  }
  return {
    status,
    headers: { ...headers, 'Content-Type': 'application/problem+json', 'Content-Language': 'en' },
    body: `${JSON.stringify(described)}\n`,
    tags: new Set(),
  }
}
