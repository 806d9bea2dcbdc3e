import { reference, slug, type SeedDocument } from '../seed-document.ts'
import { named } from './named.ts'

function country(address: string, iso2: string, name: string, es: string, ar: string): SeedDocument {
  return { _id: `country-${address}`, _type: 'country', name, names: named(es, ar), iso2, slug: slug(address) }
}

function region(address: string, name: string, es: string, ar: string, countries: readonly string[]): SeedDocument {
  return {
    _id: `region-${address}`,
    _type: 'region',
    name,
    names: named(es, ar),
    slug: slug(address),
    countries: countries.map((at) => ({ ...reference(`country-${at}`), _key: at })),
  }
}

/** The countries that the figures are for. */
const countries: readonly SeedDocument[] = [
  country('afghanistan', 'AF', 'Afghanistan', 'Afganistán', 'أفغانستان'),
  country('bolivia', 'BO', 'Bolivia', 'Bolivia', 'بوليفيا'),
  country('colombia', 'CO', 'Colombia', 'Colombia', 'كولومبيا'),
  country('costa-rica', 'CR', 'Costa Rica', 'Costa Rica', 'كوستاريكا'),
  country('dominican-republic', 'DO', 'Dominican Republic', 'República Dominicana', 'جمهورية الدومينيكان'),
  country('ecuador', 'EC', 'Ecuador', 'Ecuador', 'الإكوادور'),
  country('el-salvador', 'SV', 'El Salvador', 'El Salvador', 'السلفادور'),
  country('guatemala', 'GT', 'Guatemala', 'Guatemala', 'غواتيمالا'),
  country('haiti', 'HT', 'Haiti', 'Haití', 'هايتي'),
  country('honduras', 'HN', 'Honduras', 'Honduras', 'هندوراس'),
  country('kenya', 'KE', 'Kenya', 'Kenia', 'كينيا'),
  country('lebanon', 'LB', 'Lebanon', 'Líbano', 'لبنان'),
  country('mexico', 'MX', 'Mexico', 'México', 'المكسيك'),
  country('morocco', 'MA', 'Morocco', 'Marruecos', 'المغرب'),
  country('pakistan', 'PK', 'Pakistan', 'Pakistán', 'باكستان'),
  country('panama', 'PA', 'Panama', 'Panamá', 'بنما'),
  country('peru', 'PE', 'Peru', 'Perú', 'بيرو'),
  country('philippines', 'PH', 'Philippines', 'Filipinas', 'الفلبين'),
  country('thailand', 'TH', 'Thailand', 'Tailandia', 'تايلاند'),
  country('tunisia', 'TN', 'Tunisia', 'Túnez', 'تونس'),
  country('ukraine', 'UA', 'Ukraine', 'Ucrania', 'أوكرانيا'),
  country('united-states', 'US', 'United States', 'Estados Unidos', 'الولايات المتحدة'),
]

const regions: readonly SeedDocument[] = [
  region('andean', 'Andean region', 'Región andina', 'منطقة الأنديز', ['bolivia', 'colombia', 'peru']),
  region('eastern-tropical-pacific', 'Eastern Tropical Pacific', 'Pacífico Este Tropical', 'شرق المحيط الهادئ الاستوائي', [
    'colombia',
    'costa-rica',
    'ecuador',
    'panama',
  ]),
  region('world', 'World', 'Mundo', 'العالم', []),
]

/** The places that the figures are for, and the countries that make up a region among them. */
export const places: readonly SeedDocument[] = [...countries, ...regions]
