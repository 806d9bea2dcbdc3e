import { defineField, defineType } from 'sanity'
import { checkPeriod, type PeriodValue, periodWords } from '../period-rules.ts'

/** The time that a value is for. */
export const period = defineType({
  name: 'period',
  title: 'Period',
  type: 'object',
  fields: [
    defineField({
      name: 'type',
      title: 'Kind',
      type: 'string',
      options: {
        list: [
          { value: 'year', title: 'A year' },
          { value: 'month', title: 'A month' },
          { value: 'fiscal-year', title: 'A fiscal year' },
          { value: 'range', title: 'From one time to another' },
          { value: 'since', title: 'Since a time' },
          { value: 'cumulative', title: 'In all' },
          { value: 'as-of', title: 'No year named: date of the source' },
        ],
      },
      initialValue: 'year',
    }),
    defineField({ name: 'start', title: 'Beginning', type: 'string', description: '2014, 2014-06 or 2014-06-30' }),
    defineField({ name: 'end', title: 'End', type: 'string', description: 'For one year or month, the same again.' }),
  ],
  validation: (rule) => rule.custom((value: PeriodValue | undefined) => checkPeriod(value)),
  preview: {
    select: { type: 'type', start: 'start', end: 'end' },
    prepare: (value: PeriodValue) => ({ title: periodWords(value) || 'No period yet' }),
  },
})
