import { defineArrayMember, defineType } from 'sanity'

/** What an original said when a translation followed it; written by a button in the Studio (`sanity/studio/inputs.tsx`). */
export const followedParagraphs = defineType({
  name: 'followedParagraphs',
  title: 'What the translation follows',
  type: 'array',
  of: [defineArrayMember({ type: 'followedParagraph' })],
})
