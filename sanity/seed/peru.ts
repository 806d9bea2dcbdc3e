import { bind } from '../bind.ts'
import { peruBindings } from './peru-bindings.ts'
import { paragraph } from './portable-text.ts'
import { reference, slug, type SeedDocument } from './seed-document.ts'
import { termBindings } from './terms.ts'

const bindings = [
  ...peruBindings,
  ...termBindings('en', {
    'alternative-development': ['support alternative development helped', 'alternative development'],
    'precursor-chemicals': ['seizures of precursor chemicals', 'precursor chemicals'],
    'asset-forfeiture': ['new asset forfeiture legislation', 'asset forfeiture'],
  }),
]

const bound = (key: string, text: string) => bind(paragraph(key, text), bindings)

/** What stands at the top: the sheet's two levels. */
const keyFacts = ['pe-coca-cultivation-2014-pe-inl-2015', 'pe-coca-eradication-2014-pe-inl-2015'].map((id) => ({
  ...reference(`observation-${id}`),
  _key: id,
}))

/** The Department of State's sheet on Peru, about 2015, word for word, with each number in it bound. It shows no title and no date, so it has none here. */
export const peruFactSheet: SeedDocument = {
  _id: 'fact-sheet-peru',
  _type: 'factSheet',
  country: reference('country-peru'),
  institution: reference('institution'),
  slug: slug('peru'),
  language: 'en',
  summary:
    'How the United States and Peru work together against the production and trafficking of cocaine: the situation, the goals and five results, with figures up to 2014.',
  sections: [
    {
      _type: 'section',
      _key: 'situation',
      body: [
        bound(
          'situation-1',
          'According to the latest U.S. government figures, Peru is the world’s top potential producer of cocaine and the second-largest cultivator of coca, with an estimated 46,500 hectares (ha) of coca under cultivation in 2014. There are positive signs on this front -- the Government of Peru’s continued dedication to eradicate coca and support alternative development helped make the 2014 coca cultivation estimate the lowest in recent years. The majority of cocaine produced in Peru is transported to South American countries for domestic consumption, or for onward shipment to Europe, the United States, East Asia, Mexico, and the Caribbean. Domestic consumption of illicit drugs is growing, and the number of treatment and rehabilitation centers falls short of what is needed. The general Peruvian population is increasingly concerned about the impact of drug trafficking and abuse on citizen security, political stability, and the nation’s youth; the environmental damage of illicit drug production; and the impact of corruption on democratic institutions, including the police and the judiciary.',
        ),
      ],
    },
    {
      _type: 'section',
      _key: 'goals',
      body: [
        bound(
          'goals-1',
          'We seek to partner with the Government of Peru to help build expertise on counternarcotics and law enforcement and to reduce the production and trafficking of cocaine from Peru. Additionally, we seek to mitigate the impact of transnational crime and increase citizen security through the strengthening of Peru’s criminal justice system and the rule of law. The United States and Peru are strong bilateral partners, and the United States actively supports the Government of Peru’s comprehensive five-year counternarcotics strategy to aggressively eradicate illicit coca, implement alternative development programs, interdict illicit narcotics, and reduce domestic drug abuse.',
        ),
      ],
    },
  ],
  results: {
    _type: 'results',
    lead: 'Together, the United States and Peru are producing results:',
    items: [
      {
        _type: 'resultItem',
        _key: 'eradication',
        body: [
          bound(
            'eradication-1',
            'Eradication of illicit coca destined for cocaine production increased by over 31 percent between 2013 and 2014 and over 200% since 2011; especially of note is a record breaking 31,205 hectares of coca eradicated in 2014.',
          ),
        ],
      },
      {
        _type: 'resultItem',
        _key: 'seizures',
        body: [
          bound(
            'seizures-1',
            'Seizures of cocaine rose 23 percent from 2013 to 2014, and seizures of precursor chemicals increased 14 percent from 2013 to 2014.',
          ),
        ],
      },
      {
        _type: 'resultItem',
        _key: 'academies',
        body: [
          bound(
            'academies-1',
            'The United States and Peru are jointly supporting three police academies in the major coca-growing and drug production areas east of the Andes mountains of Peru, helping the Peruvian National Police increase its presence where it is most needed.',
          ),
        ],
      },
      {
        _type: 'resultItem',
        _key: 'model-station',
        body: [
          bound(
            'model-station-1',
            'The United States is supporting a Model Police Station Project that will help the Peruvian National Police promote the rule of law and advance citizen security in high-crime, urban areas.',
          ),
        ],
      },
      {
        _type: 'resultItem',
        _key: 'criminal-code',
        body: [
          bound(
            'criminal-code-1',
            'The United States is supporting Peru’s transition to a new Criminal Procedures Code, as well as efforts to improve the investigation and prosecution of money laundering and financial crimes, and strengthen the implementation of new asset forfeiture legislation.',
          ),
        ],
      },
    ],
  },
  keyFacts,
  sources: [{ _type: 'citation', _key: 'original', source: reference('source-pe-inl-2015') }],
}
