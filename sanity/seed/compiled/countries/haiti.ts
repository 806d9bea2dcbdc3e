import type { CompiledSheet } from '../sheet.ts'
import { figure, text } from '../text.ts'

export const haiti: CompiledSheet = {
  country: 'haiti',
  title: 'Haiti in figures',
  about: 'U.S. sources on the size of the police in Haiti in January 2015, its goal for 2016, and the cadets of a class.',
  sections: [
    {
      heading: 'Police',
      paragraphs: [
        text`A report of 2015 counts ${figure('ht-police-strength-2015-01-ht-incsr-2015')} police officers in Haiti after a class of ${figure('ht-police-trained-2015-01-ht-incsr-2015')} cadets in January 2015. The goal for 2016 was ${figure('ht-police-strength-goal-2016-ht-inl-2014')} officers.`,
      ],
    },
  ],
}
