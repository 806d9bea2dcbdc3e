import type { CompiledSheet } from '../sheet.ts'
import { date, figure, statedChange, text } from '../text.ts'

export const guatemala: CompiledSheet = {
  country: 'guatemala',
  title: 'Guatemala in figures',
  about: 'U.S. figures on drugs seized in Guatemala or passing through it, and on opium poppy eradicated, from 2004 to 2014.',
  sections: [
    {
      heading: 'Drugs passing through',
      paragraphs: [
        text`A page of the Department of State of ${date('May 13, 2010')} says that an ${figure('gt-cocaine-transit-asof-2010-05-13-gt-inl-2010')} of cocaine from Colombia pass through Guatemala in a year. An undated page, of about 2014, says that Guatemala’s share of the narcotics that pass the corridor it describes is ${figure('gt-narcotics-transit-share-asof-2014-gt-inl-2014')}.`,
      ],
    },
    {
      heading: 'Seizures',
      paragraphs: [
        text`In 2009, ${figure('gt-cocaine-seizures-2009-gt-inl-2010')} of cocaine were seized. From 2013 to 2014 the total of drugs seized rose by ${statedChange('gt-drug-seizures-change-2013-2014-gt-inl-2015')}, as a page of the Department of State says.`,
      ],
    },
    {
      heading: 'Opium poppy eradicated',
      paragraphs: [
        text`In 2004, ${figure('gt-opium-poppy-eradication-2004-gt-inl-2005')} of opium poppy were eradicated, and in 2009 ${figure('gt-opium-poppy-eradication-2009-gt-inl-2010')}. No figures for the years between are known here.`,
      ],
    },
  ],
}
