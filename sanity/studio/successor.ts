import type { SanityDocument } from 'sanity'

/** The draft of an observation that says what `published` says, and names it as the one whose place it takes. Why is left to the editor. */
export function successorOf({ _id, _rev, _createdAt, _updatedAt, ...said }: SanityDocument, id: string) {
  const { supersession: _ofTheOldOne, ...fields } = said
  return { ...fields, _type: said._type, _id: `drafts.${id}`, supersedes: { _type: 'reference', _ref: _id } }
}
