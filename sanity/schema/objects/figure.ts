import { BarChartIcon } from '@sanity/icons/BarChart'
import { defineField, defineType } from 'sanity'
import { type ObservationSelection, observationSelection, observationWords } from '../observation-words.ts'

/** A number inside a sentence, which comes from an observation and can't be typed over. */
export const figure = defineType({
  name: 'figure',
  title: 'Figure',
  type: 'object',
  icon: BarChartIcon,
  fields: [
    defineField({
      name: 'observation',
      title: 'Figure',
      type: 'reference',
      to: [{ type: 'observation' }],
      description: 'Type a place, a year, a number or what is measured.',
      validation: (rule) => rule.required().error('Choose the figure that stands here, or remove it.'),
    }),
    defineField({
      name: 'form',
      title: 'Shown as',
      type: 'string',
      options: {
        list: [
          { value: 'unit', title: '46,500 hectares' },
          { value: 'unitAndSymbol', title: '46,500 hectares (ha)' },
          { value: 'symbol', title: '200%' },
          { value: 'number', title: '46,500' },
          { value: 'words', title: 'three' },
          { value: 'rank', title: 'second-largest' },
          { value: 'attributive', title: 'five-year' },
        ],
      },
      initialValue: 'unit',
      validation: (rule) => rule.required().error('Choose how the figure is written.'),
    }),
    defineField({
      name: 'hedged',
      title: "With the source's hedge",
      type: 'boolean',
      description: 'On: "estimated", "about", "over" and the like stand before the number, as the source says it.',
      initialValue: true,
    }),
    defineField({
      name: 'claim',
      title: 'Claim',
      type: 'claim',
      description: 'Only if the figure is a change, a difference or a rank.',
      options: { collapsible: true, collapsed: true },
    }),
  ],
  preview: {
    select: observationSelection('observation.'),
    prepare: (selection: ObservationSelection) => {
      if (selection.value == null) return { title: 'Choose a figure' }
      const { title, subtitle } = observationWords(selection)
      // Among the words of a sentence there is room for the number, and little more.
      return { title: `${selection.asPrinted ?? selection.value} · ${title}`, subtitle }
    },
  },
})
