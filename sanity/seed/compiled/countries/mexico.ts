import type { CompiledSheet } from '../sheet.ts'
import { date, money, text, values } from '../text.ts'

export const mexico: CompiledSheet = {
  country: 'mexico',
  title: 'Mexico in figures',
  about: 'U.S. assistance to Mexico under the Merida Initiative from 2008 to 2011: what was appropriated, delivered and planned.',
  sections: [
    {
      heading: 'The Merida Initiative',
      paragraphs: [
        text`A statement of the Department of State of ${date('December 2, 2011')} says that ${money('mx-assistance-2008-2011-mx-question-2011')} had been appropriated for the Merida Initiative since 2008. Equipment, training and capacity worth ${money('mx-assistance-2008-2011-mx-question-2011-2')} had been delivered. The delivery of ${money('mx-assistance-2011-mx-question-2011')} was expected by the end of 2011.`,
        text`${values('All values of U.S. assistance to Mexico', 'assistance', 'mexico')}`,
      ],
    },
  ],
}
