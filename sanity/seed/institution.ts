import { slug, type SeedDocument } from './seed-document.ts'

/** The stand-in for a seal, drawn for this project; lies beside this file. */
export const SEAL_FILE = 'seal.svg'

/** Three documents, one office. */
const ADDRESS = 'us-department-of-state'

interface InstitutionWords {
  readonly name: string
  readonly motto: string
  readonly printLabel: string
  readonly sealAlt: string
}

/** The institution's words in each language; the English ones are those of the sheet, the others our own translation. */
const WORDS: Readonly<Record<string, InstitutionWords>> = {
  institution: {
    name: 'U.S. Department of State',
    motto: 'Diplomacy in Action',
    printLabel: 'printable banner',
    sealAlt: 'U.S. Department of State - Great Seal',
  },
  'institution-es': {
    name: 'Departamento de Estado de los Estados Unidos',
    motto: 'Diplomacia en acción',
    printLabel: 'encabezado para imprimir',
    sealAlt: 'Departamento de Estado de los Estados Unidos: Gran Sello',
  },
  'institution-ar': {
    name: 'وزارة الخارجية الأمريكية',
    motto: 'الدبلوماسية في العمل',
    printLabel: 'ترويسة معدّة للطباعة',
    sealAlt: 'وزارة الخارجية الأمريكية: الختم العظيم',
  },
}

/** The institution of the seed, once in each language, with its seal as the picture document `sealId`. */
export function institutions(sealId: string): readonly SeedDocument[] {
  return Object.entries(WORDS).map(([id, { sealAlt, ...words }]) => ({
    _id: id,
    _type: 'institution',
    ...words,
    slug: slug(ADDRESS),
    seal: { _type: 'picture', asset: { _type: 'reference', _ref: sealId }, alt: sealAlt, decorative: false },
  }))
}
