import { z } from 'zod'
import { FigureError } from './figure-error.ts'
import { parsePeriod, type Period } from './period.ts'

export const UNIT_KINDS = ['area', 'mass', 'share', 'money', 'count', 'rank', 'duration', 'rate'] as const
export const MEASURES = ['level', 'change', 'goal'] as const
export const STATUSES = ['estimate', 'provisional', 'final', 'revised'] as const
export const SUPERSESSION_KINDS = ['newData', 'scheduledRevision', 'correction', 'redefinition'] as const
export const QUALIFIERS = [
  'estimated',
  'about',
  'approximately',
  'over',
  'moreThan',
  'nearly',
  'almost',
  'some',
  'asMuchAs',
  'slightlyMoreThan',
] as const

export type Qualifier = (typeof QUALIFIERS)[number]
export type Measure = (typeof MEASURES)[number]

/** A name in one language. */
export interface LocalizedName {
  readonly language: string
  readonly value: string
}

/** A unit's name in one language, by the plural categories of CLDR that the language has. */
export interface UnitName {
  readonly language: string
  readonly one: string | null
  readonly two: string | null
  readonly few: string | null
  readonly many: string | null
  readonly other: string
}

export interface Unit {
  readonly id: string
  /** `ha`, `percent`; of money the code of ISO 4217. */
  readonly code: string
  readonly symbol: string | null
  readonly kind: (typeof UNIT_KINDS)[number]
  readonly names: readonly UnitName[]
}

/** What a row of values that may be compared with each other is called, in English and in other languages. */
export interface Series {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly names: readonly LocalizedName[]
}

/** An indicator or a place, as far as a figure needs it. */
export interface Subject {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly names: readonly LocalizedName[]
}

export interface Source {
  readonly id: string
  readonly title: string | null
  readonly publisher: string
  readonly publisherKind: string | null
  /** As printed. */
  readonly date: string | null
  readonly url: string | null
}

export interface Supersession {
  readonly kind: (typeof SUPERSESSION_KINDS)[number]
  readonly reason: string
}

/** A value for a place and a period, with all that it refers to. */
export interface Observation {
  readonly id: string
  readonly indicator: Subject
  readonly place: Subject
  readonly measure: Measure
  /** A fall is negative. */
  readonly value: number
  /** The end of a range that begins at `value`. */
  readonly upperValue: number | null
  readonly qualifier: Qualifier | null
  /** The source's own words for the value. */
  readonly asPrinted: string | null
  readonly unit: Unit
  readonly period: Period
  /** Of a change: what it is measured from. */
  readonly basePeriod: Period | null
  readonly series: Series
  /** The account or purpose that tells two values apart. */
  readonly breakdown: string | null
  readonly status: (typeof STATUSES)[number] | null
  readonly source: Source
  readonly page: string | null
  readonly table: string | null
  readonly accessedAt: string | null
  readonly note: string | null
  /** The id of the observation that this one takes the place of. */
  readonly supersedes: string | null
  readonly supersession: Supersession | null
}

/** What a GROQ answer leaves out, or has as null or as an empty field, is null here. */
const text = z
  .string()
  .nullish()
  .transform((value) => value || null)
const names = z
  .array(z.object({ language: z.string(), value: z.string() }))
  .nullish()
  .transform((value) => value ?? [])
const subject = z.object({ id: z.string(), slug: z.string(), name: z.string(), names })
const unitName = z.object({ language: z.string(), one: text, two: text, few: text, many: text, other: z.string() })
const unit = z.object({
  id: z.string(),
  code: z.string().min(1),
  symbol: text,
  kind: z.enum(UNIT_KINDS),
  names: z
    .array(unitName)
    .nullish()
    .transform((value) => value ?? []),
})
const source = z.object({ id: z.string(), title: text, publisher: z.string(), publisherKind: text, date: text, url: text })

function readPeriod(value: unknown, context: z.RefinementCtx): Period {
  try {
    return parsePeriod(value)
  } catch (error) {
    if (!(error instanceof FigureError)) throw error
    context.addIssue({ code: 'custom', message: error.message })
    return z.NEVER
  }
}

/** Parses an observation from JSON, such as a GROQ answer or our own download; absent fields may be left out. */
export const observationSchema: z.ZodType<Observation> = z
  .object({
    id: z.string(),
    indicator: subject,
    place: subject,
    measure: z.enum(MEASURES),
    value: z.number('Give the value as a number.'),
    upperValue: z
      .number()
      .nullish()
      .transform((value) => value ?? null),
    qualifier: z
      .enum(QUALIFIERS)
      .nullish()
      .transform((value) => value ?? null),
    asPrinted: text,
    unit,
    period: z.unknown().optional().transform(readPeriod),
    basePeriod: z
      .unknown()
      .optional()
      .transform((value, context) => (value == null ? null : readPeriod(value, context))),
    series: z.object({ id: z.string(), code: z.string(), name: z.string(), names }),
    breakdown: text,
    status: z
      .enum(STATUSES)
      .nullish()
      .transform((value) => value ?? null),
    source,
    page: text,
    table: text,
    accessedAt: text,
    note: text,
    supersedes: text,
    supersession: z
      .object({ kind: z.enum(SUPERSESSION_KINDS), reason: z.string() })
      .nullish()
      .transform((value) => value ?? null),
  })
  .superRefine((observation, context) => {
    if (observation.upperValue !== null && observation.upperValue <= observation.value) {
      context.addIssue({
        code: 'custom',
        path: ['upperValue'],
        message: 'The range is upside down: its upper end must be more than its lower one. Exchange the two.',
      })
    }
  })

/**
 * The observation that `input` describes.
 * @throws {FigureError} that names each field at fault and says what it lacks
 */
export function parseObservation(input: unknown): Observation {
  const result = observationSchema.safeParse(input)
  if (result.success) return result.data
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || 'observation'}: ${message}`)
  throw new FigureError('observation', `This is no whole observation. ${faults.join(' ')}`, result.error)
}

/** The name of a series, an indicator or a place in `language`; the English one where there is no other. */
export function nameIn(named: { readonly name: string; readonly names: readonly LocalizedName[] }, language: string): string {
  return named.names.find((name) => name.language === language)?.value ?? named.name
}
