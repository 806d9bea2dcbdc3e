import { defineField, defineType } from 'sanity'

/** Which sheet this one translates, and what that said when it did. */
export const translationOf = defineType({
  name: 'translationOf',
  title: 'Translation of',
  type: 'object',
  description: 'Left empty, this sheet is an original.',
  fields: [
    defineField({
      name: 'original',
      title: 'Original',
      type: 'reference',
      to: [{ type: 'factSheet' }],
      // A translation outlives the original: then there is nothing to compare it with.
      weak: true,
      description: 'The sheet that this one was translated from. Readers are told that it is the authoritative one.',
    }),
    defineField({
      name: 'isUnofficial',
      title: 'Unofficial',
      type: 'boolean',
      description: 'The translation comes from somebody else than the publisher of the original. Readers are told so.',
      initialValue: false,
    }),
    defineField({
      name: 'paragraphs',
      title: 'What the translation follows',
      type: 'followedParagraphs',
      description: 'The paragraphs of the original as they were when this was translated. Readers are told of each that has changed since.',
    }),
  ],
})
