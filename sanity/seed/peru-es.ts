import { bind } from '../bind.ts'
import { peruBindingsOf } from './peru-bindings.ts'
import { paragraph } from './portable-text.ts'
import { translationOfPeru } from './peru-translation.ts'
import { peruFactSheet } from './peru.ts'
import { termBindings } from './terms.ts'
import { reference, slug, type SeedDocument } from './seed-document.ts'

const ERADICATION = 'aumentó en más de 31 por ciento entre 2013 y 2014 y en más de 200\u00a0% desde 2011'
const SEIZURES = 'aumentaron un 23 por ciento de 2013 a 2014, y las de precursores químicos, un 14 por ciento de 2013 a 2014'
const ERADICATED = 'la cifra récord de 31.205 hectáreas de coca erradicadas en 2014'

/** What each number of the sheet is. */
export const peruBindingsEs = peruBindingsOf({
  top: ['el principal productor potencial', 'principal'],
  'second-largest': ['el número dos en el cultivo', 'número dos'],
  area: ['con una estimación de 46.500 hectáreas (ha)', 'una estimación de 46.500 hectáreas (ha)'],
  'situation-2014': ['de cultivos de coca en 2014', '2014'],
  'signs-2014': ['la estimación del cultivo de coca de 2014', '2014'],
  lowest: ['fuera la más baja de los últimos años', 'la más baja de los últimos años'],
  strategy: ['integral de cinco años', 'de cinco años'],
  'since-2013': [ERADICATION, 'más de 31 por ciento'],
  'eradication-2013': [ERADICATION, '2013'],
  'eradication-2014': [ERADICATION, '2014'],
  'since-2011': [ERADICATION, 'más de 200\u00a0%'],
  'eradication-2011': [ERADICATION, '2011'],
  record: [ERADICATED, 'récord'],
  eradicated: [ERADICATED, '31.205 hectáreas'],
  'eradicated-2014': [ERADICATED, '2014'],
  cocaine: [SEIZURES, '23 por ciento'],
  'cocaine-2013': [SEIZURES, '2013'],
  'cocaine-2014': [SEIZURES, '2014'],
  precursors: [SEIZURES, '14 por ciento'],
  'precursors-2013': [SEIZURES, '2013', 1],
  'precursors-2014': [SEIZURES, '2014', 1],
  academies: ['tres academias de policía', 'tres'],
})

const bindings = [
  ...peruBindingsEs,
  ...termBindings('es', {
    'alternative-development': ['apoyar el desarrollo alternativo', 'desarrollo alternativo'],
    'precursor-chemicals': ['y las de precursores químicos', 'precursores químicos'],
    'asset-forfeiture': ['legislación sobre decomiso de bienes', 'decomiso de bienes'],
  }),
]

const bound = (key: string, text: string) => bind(paragraph(key, text), bindings)

/** The Peru sheet in Spanish: our own unofficial translation, with the same keys as the original. */
export const peruFactSheetEs: SeedDocument = {
  _id: 'fact-sheet-peru-es',
  _type: 'factSheet',
  country: reference('country-peru'),
  institution: reference('institution-es'),
  slug: slug('peru'),
  language: 'es',
  translationOf: translationOfPeru(),
  summary:
    'Cómo colaboran los Estados Unidos y el Perú contra la producción y el tráfico de cocaína: la situación, los objetivos y cinco resultados, con cifras hasta 2014. Traducción no oficial.',
  sections: [
    {
      _type: 'section',
      _key: 'situation',
      body: [
        bound(
          'situation-1',
          'Según las cifras más recientes del Gobierno de los Estados Unidos, el Perú es el principal productor potencial de cocaína del mundo y el número dos en el cultivo de coca, con una estimación de 46.500 hectáreas (ha) de cultivos de coca en 2014. Hay señales positivas en este ámbito: la dedicación constante del Gobierno del Perú a erradicar la coca y apoyar el desarrollo alternativo contribuyó a que la estimación del cultivo de coca de 2014 fuera la más baja de los últimos años. La mayor parte de la cocaína producida en el Perú se transporta a países sudamericanos para el consumo interno, o para su posterior envío a Europa, los Estados Unidos, Asia oriental, México y el Caribe. El consumo interno de drogas ilícitas va en aumento, y el número de centros de tratamiento y rehabilitación es inferior al necesario. A la población peruana en general le preocupan cada vez más los efectos del tráfico y el abuso de drogas en la seguridad ciudadana, la estabilidad política y la juventud del país; los daños ambientales de la producción de drogas ilícitas; y los efectos de la corrupción en las instituciones democráticas, incluidas la policía y el poder judicial.',
        ),
      ],
    },
    {
      _type: 'section',
      _key: 'goals',
      body: [
        bound(
          'goals-1',
          'Procuramos colaborar con el Gobierno del Perú para contribuir a desarrollar conocimientos especializados en la lucha contra los estupefacientes y en la aplicación de la ley, y para reducir la producción de cocaína en el Perú y el tráfico de la que procede de allí. Además, procuramos mitigar los efectos de la delincuencia transnacional y aumentar la seguridad ciudadana mediante el fortalecimiento del sistema de justicia penal y del estado de derecho en el Perú. Los Estados Unidos y el Perú son socios bilaterales sólidos, y los Estados Unidos apoyan activamente la estrategia antinarcóticos integral de cinco años del Gobierno del Perú para erradicar enérgicamente la coca ilícita, ejecutar programas de desarrollo alternativo, interceptar estupefacientes ilícitos y reducir el abuso interno de drogas.',
        ),
      ],
    },
  ],
  results: {
    _type: 'results',
    lead: 'Juntos, los Estados Unidos y el Perú están obteniendo resultados:',
    items: [
      {
        _type: 'resultItem',
        _key: 'eradication',
        body: [
          bound(
            'eradication-1',
            'La erradicación de coca ilícita destinada a la producción de cocaína aumentó en más de 31 por ciento entre 2013 y 2014 y en más de 200\u00a0% desde 2011; destaca especialmente la cifra récord de 31.205 hectáreas de coca erradicadas en 2014.',
          ),
        ],
      },
      {
        _type: 'resultItem',
        _key: 'seizures',
        body: [
          bound(
            'seizures-1',
            'Las incautaciones de cocaína aumentaron un 23 por ciento de 2013 a 2014, y las de precursores químicos, un 14 por ciento de 2013 a 2014.',
          ),
        ],
      },
      {
        _type: 'resultItem',
        _key: 'academies',
        body: [
          bound(
            'academies-1',
            'Los Estados Unidos y el Perú apoyan conjuntamente tres academias de policía en las principales zonas de cultivo de coca y producción de drogas al este de los Andes peruanos, con lo que ayudan a la Policía Nacional del Perú a aumentar su presencia donde más se necesita.',
          ),
        ],
      },
      {
        _type: 'resultItem',
        _key: 'model-station',
        body: [
          bound(
            'model-station-1',
            'Los Estados Unidos apoyan un Proyecto de Comisaría Modelo que ayudará a la Policía Nacional del Perú a promover el estado de derecho y mejorar la seguridad ciudadana en las zonas urbanas con altos índices de delincuencia.',
          ),
        ],
      },
      {
        _type: 'resultItem',
        _key: 'criminal-code',
        body: [
          bound(
            'criminal-code-1',
            'Los Estados Unidos apoyan la transición del Perú a un nuevo Código Procesal Penal, así como los esfuerzos por mejorar la investigación y el enjuiciamiento del lavado de dinero y los delitos financieros, y por reforzar la aplicación de la nueva legislación sobre decomiso de bienes.',
          ),
        ],
      },
    ],
  },
  keyFacts: peruFactSheet.keyFacts,
  sources: peruFactSheet.sources,
}
