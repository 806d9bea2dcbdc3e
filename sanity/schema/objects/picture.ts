import { defineField, defineType, type ImageValue } from 'sanity'

interface PictureValue extends ImageValue {
  readonly alt?: string
  readonly decorative?: boolean
}

/** A picture, which has an alternative text or is marked as decorative. */
export const picture = defineType({
  name: 'picture',
  title: 'Picture',
  type: 'image',
  options: { hotspot: true },
  fields: [
    defineField({
      name: 'alt',
      title: 'Alternative text',
      type: 'string',
      description: 'What the picture shows, for people who cannot see it.',
      hidden: ({ parent }) => parent?.decorative === true,
    }),
    defineField({
      name: 'decorative',
      title: 'Decorative',
      type: 'boolean',
      description: 'On: the picture adds nothing to the text, and screen readers pass over it.',
      initialValue: false,
    }),
  ],
  validation: (rule) =>
    rule.custom((value: PictureValue | undefined) => {
      if (!value?.asset) return true
      const isDescribed = Boolean(value.alt?.trim())
      if (!isDescribed && !value.decorative) {
        return { message: 'Describe the picture for people who cannot see it, or mark it as decorative.', path: ['alt'] }
      }
      if (isDescribed && value.decorative) {
        return { message: 'A decorative picture has no alternative text: remove the text or the mark.', path: ['decorative'] }
      }
      return true
    }),
})
