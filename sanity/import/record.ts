import { isBefore, isReducedDate } from '#lib/i18n/reduced-date.ts'
import { usualSpelling } from '#lib/i18n/written-language.ts'
import { z } from 'zod'
import { SLUG_LENGTH_MAX, SLUG_PATTERN } from '../schema/slug-pattern.ts'

/** The most versions of one sheet: each is a transaction, and the lake tells of so many at once. */
const VERSIONS_MAX = 500

const text = z
  .string()
  .refine((value) => value.trim() !== '', 'Must not be empty')
  .refine((value) => value.isWellFormed() && !value.includes('\0'), 'Has a character that no text can hold: write it anew in UTF-8')

const slug = z
  .string()
  .regex(SLUG_PATTERN, 'Must be lower-case letters, digits and single hyphens, such as "costa-rica"')
  .max(SLUG_LENGTH_MAX, `Must have at most ${SLUG_LENGTH_MAX} characters`)

const countryCode = z.string().regex(/^[A-Z]{2}$/, 'Must be the two capital letters of ISO 3166-1, such as "PE"')

const language = z.string().superRefine((tag, context) => {
  const written = usualSpelling(tag)
  if (written === tag) return
  const advice = written === null ? 'such as "en", "ht" or "zh-Hant"' : `here "${written}"`
  context.addIssue({ code: 'custom', message: `Must be a language tag of BCP 47 as it is usually written, ${advice}` })
})

const webAddress = z.url({ protocol: /^https?$/, error: 'Must be a whole address that starts with https:// or http://' })

/** What a link of a text may lead to, as the Studio has it. */
const linkAddress = z
  .string()
  .regex(/^(?:https?:\/\/|mailto:|\/(?!\/)|#)\S*$/, 'Must start with https://, http://, mailto:, "/" for a page of this site, or "#"')

const run = z.strictObject({
  text: z.string().min(1, 'Must not be empty'),
  link: linkAddress.optional(),
  strong: z.boolean().optional(),
  emphasis: z.boolean().optional(),
})

const words = { text: text.optional(), runs: z.array(run).min(1, 'Must not be empty').optional() }
const listLevel = z.int().min(1).max(10).optional()

const block = z
  .discriminatedUnion(
    'type',
    [
      z.strictObject({ type: z.literal('paragraph'), ...words }),
      z.strictObject({ type: z.literal('heading'), level: z.literal([3, 4]).optional(), ...words }),
      z.strictObject({ type: z.literal('bullet'), level: listLevel, ...words }),
      z.strictObject({ type: z.literal('number'), level: listLevel, ...words }),
    ],
    { error: 'Must be an object whose "type" is "paragraph", "heading", "bullet" or "number"' },
  )
  .refine((value) => (value.text === undefined) !== (value.runs === undefined), 'Must have either "text" or "runs"')

const section = z.strictObject({
  heading: text.nullish(),
  body: z.array(block).min(1, 'Must have at least one paragraph, heading or list item'),
})

const source = z
  .strictObject({ title: text.optional(), publisher: text, url: webAddress.optional(), date: text.optional() })
  .refine((value) => value.title !== undefined || value.url !== undefined, 'Must have a "title" or a "url", so that a reader can find it')

const version = z.strictObject({
  issued: z
    .string()
    .refine(isReducedDate, 'Must be a date such as "2021-06-22", "2021-06" or "2021", or null where none is known')
    .nullable(),
  issuedNote: text.optional(),
  title: text.optional(),
  sources: z.array(source).optional(),
  sections: z.array(section).min(1, 'Must have at least one section'),
})

const sheet = z
  .strictObject({
    type: z.literal('sheet'),
    slug,
    language,
    country: countryCode.nullish(),
    institution: text,
    summary: text,
    sources: z.array(source).default([]),
    versions: z
      .array(version)
      .min(1, 'Must have at least one version')
      .max(VERSIONS_MAX, `Must have at most ${VERSIONS_MAX} versions: make several sheets of it`),
  })
  .superRefine(({ country, versions }, context) => {
    for (const [index, { title }] of versions.entries())
      if (!country && title === undefined)
        context.addIssue({ code: 'custom', path: ['versions', index], message: 'Must have a "title", as the sheet names no country' })
    let earlier: string | null = null
    for (const [index, { issued }] of versions.entries()) {
      if (issued !== null && earlier !== null && isBefore(issued, earlier))
        context.addIssue({
          code: 'custom',
          path: ['versions', index, 'issued'],
          message: `Is before ${earlier}, the date of an earlier version: put the versions in the order in which they were issued`,
        })
      earlier = issued ?? earlier
    }
  })

const country = z.strictObject({
  type: z.literal('country'),
  code: countryCode,
  name: text,
  slug,
  names: z.record(language, text).default({}),
})

const institution = z.strictObject({ type: z.literal('institution'), name: text, slug, motto: text.optional() })

/** One line of a file to be imported.
 *  @see docs/importing.md */
export const recordSchema = z.discriminatedUnion('type', [sheet, country, institution], {
  error: 'Must be an object whose "type" is "sheet", "country" or "institution"',
})

export type ImportRecord = z.infer<typeof recordSchema>
export type SheetRecord = z.infer<typeof sheet>
export type VersionRecord = z.infer<typeof version>
export type BlockRecord = z.infer<typeof block>
export type RunRecord = z.infer<typeof run>
export type SourceRecord = z.infer<typeof source>
export type CountryRecord = z.infer<typeof country>
export type InstitutionRecord = z.infer<typeof institution>
