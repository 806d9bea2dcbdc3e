import { BulbOutlineIcon } from '@sanity/icons/BulbOutline'
import { defineArrayMember, defineField, defineType } from 'sanity'

interface ClaimValue {
  readonly basis?: string
  readonly comparison?: string
  readonly observations?: readonly unknown[]
}

/** What a computed claim must rest on, said to the editor if it does not. */
function checkGround({ basis, comparison, observations = [] }: ClaimValue): true | { message: string; path: string[] } {
  if (basis !== 'computed') return true
  const isBetweenTwo = comparison === 'change' || comparison === 'difference'
  if (isBetweenTwo && observations.length !== 2)
    return {
      message: 'Choose two figures: first the one that it is counted from, then the one that it is counted to.',
      path: ['observations'],
    }
  return observations.length > 0 || { message: 'Choose the figures that it is computed from.', path: ['observations'] }
}

/** What a sentence says of figures beyond one of them: a change, a difference, a rank, a highest or lowest. */
export const claim = defineType({
  name: 'claim',
  title: 'Claim',
  type: 'object',
  icon: BulbOutlineIcon,
  fields: [
    defineField({
      name: 'basis',
      title: 'Rests on',
      type: 'string',
      options: {
        list: [
          { value: 'stated', title: "The source's own words" },
          { value: 'computed', title: 'The figures themselves' },
        ],
        layout: 'radio',
      },
      description: 'Readers see which it is. Only what is computed is checked.',
      validation: (rule) => rule.required().error('Say whether the source states it, or whether it is computed from figures.'),
    }),
    defineField({
      name: 'comparison',
      title: 'Says',
      type: 'string',
      options: {
        list: [
          { value: 'change', title: 'How much something changed' },
          { value: 'difference', title: 'How much two things differ' },
          { value: 'rank', title: 'Which place something has' },
          { value: 'highest', title: 'That something is the highest' },
          { value: 'lowest', title: 'That something is the lowest' },
        ],
      },
      validation: (rule) => rule.required().error('Say what is claimed.'),
    }),
    defineField({
      name: 'observations',
      title: 'Figures',
      type: 'array',
      of: [defineArrayMember({ type: 'reference', to: [{ type: 'observation' }] })],
      description: 'What it rests on. For a change or a difference: first from, then to.',
    }),
    defineField({
      name: 'window',
      title: 'Time looked at',
      type: 'object',
      options: { columns: 2 },
      fields: [
        defineField({ name: 'start', title: 'From', type: 'string', description: 'Such as 2011. Leave it empty if it is not named.' }),
        defineField({ name: 'end', title: 'To', type: 'string', description: 'Such as 2014.' }),
      ],
    }),
  ],
  validation: (rule) => rule.custom((value: ClaimValue | undefined) => (value ? checkGround(value) : true)),
})
