import { NumberIcon } from '@sanity/icons/Number'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { isOneForEachLanguage } from '../names.ts'

/** What units are of: those of one kind can stand for each other. */
export const unitKinds = [
  { value: 'area', title: 'Area' },
  { value: 'mass', title: 'Mass' },
  { value: 'share', title: 'Share' },
  { value: 'money', title: 'Money' },
  { value: 'count', title: 'Count' },
  { value: 'rank', title: 'Rank' },
  { value: 'duration', title: 'Duration' },
  { value: 'rate', title: 'Rate' },
] as const

/** What a value is counted in. */
export const unit = defineType({
  name: 'unit',
  title: 'Unit',
  type: 'document',
  icon: NumberIcon,
  fields: [
    defineField({
      name: 'code',
      title: 'Code',
      type: 'string',
      description: 'How data files call it, such as ha, t, percent or USD.',
      validation: (rule) => rule.required().error('Give the unit a code, such as ha or USD.'),
    }),
    defineField({
      name: 'symbol',
      title: 'Symbol',
      type: 'string',
      description: 'As it stands beside a number: ha, %, $. May be left empty.',
    }),
    defineField({
      name: 'kind',
      title: 'Kind',
      type: 'string',
      options: { list: [...unitKinds] },
      description: 'Figures of an indicator may be in any unit of its kind.',
      validation: (rule) => rule.required().error('Say what the unit is of.'),
    }),
    defineField({
      name: 'names',
      title: 'Names',
      type: 'array',
      of: [defineArrayMember({ type: 'unitName' })],
      description: 'One for each language. Leave it empty for what is counted without a word, such as ranks.',
      validation: (rule) => rule.custom(isOneForEachLanguage),
    }),
  ],
  preview: {
    select: { code: 'code', symbol: 'symbol', kind: 'kind' },
    prepare: ({ code, symbol, kind }: Record<string, string | undefined>) => ({
      title: code || 'Unit without a code',
      subtitle: [unitKinds.find(({ value }) => value === kind)?.title, symbol].filter(Boolean).join(' · '),
    }),
  },
})
