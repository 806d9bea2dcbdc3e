/** The types whose published documents are superseded by new ones and never edited: the lake refuses to change one. */
export const SEALED_TYPES: readonly string[] = ['observation']
