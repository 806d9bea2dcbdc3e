import { z } from 'zod'
import { httpError } from '../errors.ts'
import { compileRule } from './hook-rule.ts'

const header = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'A header is named by letters, digits and "-"')
/** Headers of the connection, and those by which the receiver knows us. */
const ownHeaders =
  /^(?:host|connection|content-length|content-type|transfer-encoding|upgrade|te|trailer|expect|user-agent|idempotency-key|sanity-.*)$/i

const rule = z.strictObject({
  on: z.array(z.enum(['create', 'update', 'delete'])).min(1),
  filter: z.string().max(5000).nullish(),
  projection: z.string().max(5000).nullish(),
})

/** What a webhook is made of, as Sanity's API takes it.
 *  @see https://www.sanity.io/docs/http-reference/webhooks */
export const hookSchema = z.strictObject({
  type: z.literal('document').optional(),
  name: z.string().trim().min(1).max(200),
  description: z.string().max(1024).nullish(),
  dataset: z.string().regex(/^(?:\*|[a-z0-9~][a-z0-9_~-]{0,63})$/, 'dataset must be the name of one, or "*" for each'),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  httpMethod: z.enum(['POST', 'PUT', 'PATCH', 'DELETE', 'GET']).default('POST'),
  apiVersion: z
    .string()
    .regex(/^v?(?:\d{4}-\d{2}-\d{2}|1|X)$/)
    .default('v2025-02-19'),
  headers: z
    .record(
      header.refine((name) => !ownHeaders.test(name), { error: (issue) => `The header ${String(issue.input)} is the lake's own` }),
      z.string().regex(/^[\t\x20-\x7e]{0,1000}$/, 'The value of a header is printable ASCII'),
    )
    .refine((headers) => Object.keys(headers).length <= 20, 'At most 20 headers')
    .default({}),
  includeDrafts: z.boolean().default(false),
  includeAllVersions: z.boolean().default(false),
  rule,
  secret: z.string().min(1).max(1000).nullish(),
  isDisabledByUser: z.boolean().default(false),
})

export type HookInput = z.infer<typeof hookSchema>

/** A webhook as it is kept. */
export interface Hook extends Omit<HookInput, 'type'> {
  readonly id: string
  readonly project: string
  readonly createdAt: string
  readonly createdBy: string
  readonly since: number
}

/** `given` as a webhook whose filter and projection can be evaluated.
 *  @throws {LakeError} 400 saying what is wrong with it */
export function hookOf(given: unknown): HookInput {
  const parsed = hookSchema.safeParse(given)
  if (!parsed.success) throw httpError(400, `This is no webhook: ${z.prettifyError(parsed.error).slice(0, 2000)}`)
  compileRule(parsed.data.rule)
  return parsed.data
}

/** `hook` as Sanity's API shows it. The secret is written and never read.
 *  @see `@sanity/cli` `src/actions/hook/types.ts` */
export function hookOnWire(hook: Hook): object {
  const { project, createdBy, since: _, rule: given, description = null, secret, ...shown } = hook
  return {
    type: 'document',
    ...shown,
    description,
    projectId: project,
    rule: { on: given.on, filter: given.filter ?? null, projection: given.projection ?? null },
    secret: null,
    hasSecret: typeof secret === 'string',
    isDisabled: false,
    createdByUserId: createdBy,
    deletedAt: null,
  }
}
