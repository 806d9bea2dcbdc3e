import { slug, type SeedDocument } from './seed-document.ts'

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

export const peru: SeedDocument = {
  _id: 'country-peru',
  _type: 'country',
  name: 'Peru',
  names: [{ _type: 'localizedName', _key: 'es', language: 'es', value: 'Perú' }],
  iso2: 'PE',
  slug: slug('peru'),
}
