import type { Binding } from '../bind.ts'
import { reference, type SeedDocument } from './seed-document.ts'

interface TermWords {
  readonly term: string
  readonly abbreviation?: string
  readonly definition: string
}

/** The glossary, in words of our own: by what is meant, then by language. */
const GLOSSARY = {
  hectare: {
    en: {
      term: 'hectare',
      abbreviation: 'ha',
      definition: 'A measure of area: a square with sides of 100 meters, or 10,000 square meters. It is about 2.47 acres.',
    },
    es: {
      term: 'hectárea',
      abbreviation: 'ha',
      definition: 'Medida de superficie: un cuadrado de 100 metros de lado, es decir, 10.000 metros cuadrados.',
    },
    ar: { term: 'هكتار', abbreviation: 'ha', definition: 'وحدة لقياس المساحة: مربع طول ضلعه 100 متر، أي 10,000 متر مربع.' },
  },
  'metric-ton': {
    en: { term: 'metric ton', abbreviation: 't', definition: 'A measure of mass: 1,000 kilograms, or about 2,205 pounds.' },
    es: { term: 'tonelada métrica', abbreviation: 't', definition: 'Medida de masa: 1.000 kilogramos.' },
    ar: { term: 'طن متري', abbreviation: 't', definition: 'وحدة لقياس الكتلة: 1,000 كيلوغرام.' },
  },
  'alternative-development': {
    en: {
      term: 'alternative development',
      definition: 'Help for people who live from growing plants for drugs, so that they can live from other crops or other work.',
    },
    es: {
      term: 'desarrollo alternativo',
      definition:
        'Ayuda a quienes viven de cultivar plantas para fabricar drogas, a fin de que puedan vivir de otros cultivos u otros trabajos.',
    },
    ar: {
      term: 'التنمية البديلة',
      definition: 'مساعدة من يعيشون من زراعة النباتات التي تُصنع منها المخدرات كي يعيشوا من محاصيل أخرى أو أعمال أخرى.',
    },
  },
  'precursor-chemicals': {
    en: { term: 'precursor chemicals', definition: 'Chemicals that are needed to make a drug. Most of them have lawful uses too.' },
    es: {
      term: 'precursores químicos',
      definition: 'Sustancias químicas necesarias para fabricar una droga. La mayoría tiene también usos lícitos.',
    },
    ar: { term: 'السلائف الكيميائية', definition: 'مواد كيميائية لازمة لصنع مخدر ما. ولمعظمها استعمالات مشروعة أيضًا.' },
  },
  'asset-forfeiture': {
    en: { term: 'asset forfeiture', definition: 'Taking away, by law, money and property that come from a crime or were used for one.' },
    es: {
      term: 'decomiso de bienes',
      definition: 'Privación, conforme a la ley, del dinero y los bienes que proceden de un delito o que sirvieron para cometerlo.',
    },
    ar: { term: 'مصادرة الأصول', definition: 'نزع الأموال والممتلكات المتأتية من جريمة أو المستعملة في ارتكابها، بموجب القانون.' },
  },
  inl: {
    en: {
      term: 'Bureau of International Narcotics and Law Enforcement Affairs',
      abbreviation: 'INL',
      definition: 'A bureau of the U.S. Department of State. Many of the figures on this site come from its publications.',
    },
    es: {
      term: 'Oficina de Asuntos Internacionales de Narcóticos y Aplicación de la Ley',
      abbreviation: 'INL',
      definition:
        'Oficina del Departamento de Estado de los Estados Unidos. Muchas de las cifras de este sitio provienen de sus publicaciones.',
    },
    ar: {
      term: 'مكتب الشؤون الدولية لمكافحة المخدرات وإنفاذ القانون',
      abbreviation: 'INL',
      definition: 'مكتب في وزارة الخارجية الأمريكية. وكثير من أرقام هذا الموقع مأخوذ من منشوراته.',
    },
  },
  unodc: {
    en: {
      term: 'United Nations Office on Drugs and Crime',
      abbreviation: 'UNODC',
      definition: 'An office of the United Nations. Its figures are a series of their own on this site, beside those of the United States.',
    },
    es: {
      term: 'Oficina de las Naciones Unidas contra la Droga y el Delito',
      abbreviation: 'UNODC',
      definition: 'Oficina de las Naciones Unidas. En este sitio sus cifras forman una serie propia, junto a las de los Estados Unidos.',
    },
    ar: {
      term: 'مكتب الأمم المتحدة المعني بالمخدرات والجريمة',
      abbreviation: 'UNODC',
      definition: 'مكتب تابع للأمم المتحدة. وأرقامه في هذا الموقع سلسلة قائمة بذاتها إلى جانب أرقام الولايات المتحدة.',
    },
  },
} satisfies Readonly<Record<string, Readonly<Record<'en' | 'es' | 'ar', TermWords>>>>

type TermName = keyof typeof GLOSSARY
type TermLanguage = 'en' | 'es' | 'ar'

const idOf = (name: string, language: string) => `term-${name}-${language}`

/** The terms of the glossary, a document for each language. */
export const terms: readonly SeedDocument[] = Object.entries(GLOSSARY).flatMap(([name, languages]) =>
  Object.entries(languages).map(([language, words]) => ({ _id: idOf(name, language), _type: 'term', language, ...words })),
)

/** What ties words of a text in `language` to terms: by term, the place where the words stand and which they are. */
export function termBindings(
  language: TermLanguage,
  words: Readonly<Partial<Record<TermName, readonly [sentence: string, words: string]>>>,
): readonly Binding[] {
  return Object.entries(words).map(([name, [sentence, marked]]) => ({
    key: `term-${name}`,
    sentence,
    words: marked,
    nth: 0,
    tie: { _type: 'definedTerm', term: reference(idOf(name, language)) } as const,
  }))
}
