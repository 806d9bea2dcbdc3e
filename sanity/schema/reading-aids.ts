import { figureIds } from '#lib/figures/figure-ids.ts'
import { defineArrayMember, defineField, type SanityDocument } from 'sanity'

/** More would no longer be the key ones. */
const KEY_FACTS_MAX = 6

/** Which figures of a sheet stand at its top, told by their observations. */
export const keyFactsField = defineField({
  name: 'keyFacts',
  title: 'Key facts',
  type: 'array',
  group: 'text',
  of: [
    defineArrayMember({
      type: 'reference',
      to: [{ type: 'observation' }],
      options: {
        disableNew: true,
        filter: ({ document }) => ({ filter: '_id in $ids', params: { ids: [...figureIds(textOf(document))] } }),
      },
    }),
  ],
  description:
    'Figures of this sheet that stand at its top, each under the name of what it measures. The first also stands on the card that is shown where the sheet is shared.',
  validation: (rule) => [
    rule.unique().error('Each figure stands at the top once.'),
    rule.max(KEY_FACTS_MAX).warning(`More than ${KEY_FACTS_MAX} are no longer the key ones.`),
    rule
      .custom((facts, { document }) => {
        const own = new Set(figureIds(textOf(document)))
        const foreign = ((facts ?? []) as readonly { readonly _ref?: string }[]).filter(({ _ref }) => _ref && !own.has(_ref)).length
        return (
          foreign === 0 ||
          `The text says ${foreign === 1 ? 'one of them' : `${foreign} of them`} no longer: choose anew. Readers do not see it.`
        )
      })
      .warning(),
  ],
})

/** Which other sheets a reader of this one is pointed to, before those that are found by country and indicator. */
export const relatedSheetsField = defineField({
  name: 'relatedSheets',
  title: 'Related sheets',
  type: 'array',
  group: 'about',
  // A sheet that is withdrawn is no longer pointed to, and nothing else happens.
  of: [defineArrayMember({ type: 'reference', to: [{ type: 'factSheet' }], weak: true })],
  description: 'Readers are pointed to these first; then to sheets on the same country, and to those that give the same indicators.',
  validation: (rule) => rule.unique().error('Each sheet is named once.'),
})

/** The parts of a sheet in which its figures stand. */
function textOf(document: Partial<SanityDocument> | undefined): readonly unknown[] {
  return [document?.['sections'], document?.['results']]
}
