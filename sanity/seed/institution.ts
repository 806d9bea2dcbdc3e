import type { SeedDocument } from './seed-document.ts'

/** The stand-in for a seal, drawn for this project; lies beside this file. */
export const SEAL_FILE = 'seal.svg'

/** The institution of the seed, with its seal as the picture document `sealId`. */
export function institution(sealId: string): SeedDocument {
  return {
    _id: 'institution',
    _type: 'institution',
    name: 'U.S. Department of State',
    motto: 'Diplomacy in Action',
    printLabel: 'printable banner',
    seal: {
      _type: 'picture',
      asset: { _type: 'reference', _ref: sealId },
      alt: 'U.S. Department of State - Great Seal',
      decorative: false,
    },
  }
}
