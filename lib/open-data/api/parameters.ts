import { z } from 'zod'
import { Problem } from '../problem.ts'

const VALUE_LENGTH_MAX = 200
export const LIMIT_MAX = 500
const LIMIT_DEFAULT = 100

/** What a list may be asked for, by the names of query parameters. */
export type Parameters = Readonly<Record<string, z.ZodType>>

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/

/** Behind which record a page begins: opaque to those who ask. */
const cursor = z.string().transform((text, context) => {
  const id = Buffer.from(text, 'base64url').toString()
  if (ID.test(id) && Buffer.from(id).toString('base64url') === text) return id
  context.addIssue({ code: 'custom', message: 'It must be one that this interface gave, in `next` or in the header Link.' })
  return z.NEVER
})

export const paging = {
  limit: z.coerce
    .number('It must be a whole number.')
    .int('It must be a whole number.')
    .min(1, 'It must be at least 1.')
    .max(LIMIT_MAX, `It must be at most ${LIMIT_MAX}: ask for the next page instead, or for everything at /api/v1/download.`)
    .default(LIMIT_DEFAULT)
    .meta({ description: 'How many records a page has at most.' }),
  after: cursor.optional().meta({ description: 'Where the page begins: as given in `next`.' }),
}

/** The address of what begins behind the record with this id. */
export function cursorOf(id: string): string {
  return Buffer.from(id).toString('base64url')
}

/** A name that stands in addresses, or an id. */
export const named = z.string().regex(ID, 'It must be an id or the last part of an address, such as peru.')

/** A year. */
export const year = z.string().regex(/^\d{4}$/, 'It must be a year of four digits, such as 2014.')

/** The parameters in `search`, each known, once and as it should be.
 *  @throws {Problem} 400 that names the first one at fault */
export function parseParameters<Shape extends Parameters>(search: URLSearchParams, shape: Shape): z.output<z.ZodObject<Shape>> {
  const given = new Map<string, string>()
  for (const [name, value] of search) {
    const shown = name.slice(0, 40)
    if (!Object.hasOwn(shape, name)) throw new Problem(400, `There is no parameter "${shown}" here. ${knownNames(shape)}`, shown)
    if (given.has(name)) throw new Problem(400, `Give the parameter "${name}" once.`, name)
    if (value.length > VALUE_LENGTH_MAX) throw new Problem(400, `"${name}" must be at most ${VALUE_LENGTH_MAX} characters long.`, name)
    given.set(name, value)
  }
  const parsed = z.object(shape).safeParse(Object.fromEntries(given))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const name = String(issue?.path[0])
  throw new Problem(400, `"${name}": ${issue?.message ?? 'It cannot be read.'}`, name)
}

function knownNames(shape: Parameters): string {
  const names = Object.keys(shape)
  return names.length === 0 ? 'This address takes none.' : `Those known are ${names.join(', ')}.`
}
