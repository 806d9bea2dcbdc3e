import type { CompiledSheet } from '../sheet.ts'
import { date, figure, money, text } from '../text.ts'

export const dominicanRepublic: CompiledSheet = {
  country: 'dominican-republic',
  title: 'Dominican Republic in figures',
  about: 'U.S. sources on cocaine in the Caribbean corridor, and on assistance to the whole region from 2010 to 2013.',
  sections: [
    {
      heading: 'Cocaine in the Caribbean corridor',
      paragraphs: [
        text`An undated page of the Department of State, of about 2014, says that the share of cocaine moving through the Caribbean corridor was ${figure('do-cocaine-share-asof-2014-do-inl-2014')}, after ${figure('do-cocaine-share-asof-2012-do-inl-2014')} about 2012.`,
      ],
    },
    {
      heading: 'Assistance to the region',
      paragraphs: [
        text`A page of ${date('December 5, 2013')} says that ${money('do-assistance-2010-2013-do-cbsi-2013')} had been committed to the Caribbean Basin Security Initiative since 2010. The amount is for the whole region, not for the Dominican Republic alone.`,
      ],
    },
  ],
}
