import type { CompiledSheet } from '../sheet.ts'
import { date, figure, money, text } from '../text.ts'

export const philippines: CompiledSheet = {
  country: 'philippines',
  title: 'Philippines in figures',
  about: 'U.S. funding to reduce the demand for drugs in the Philippines since 2017, and officers trained up to 2010.',
  sections: [
    {
      heading: 'Reducing demand',
      paragraphs: [
        text`The U.S. Embassy in the Philippines puts the funding to reduce the demand for drugs since 2017 at ${money('ph-inl-funding-none-ph-embassy-b')}. An earlier edition of the same page has ${money('ph-inl-funding-none-ph-embassy-a')}; the later amount takes its place.`,
      ],
    },
    {
      heading: 'Police trained',
      paragraphs: [
        text`By ${date('June 15, 2010')}, training had reached ${figure('ph-police-trained-asof-2010-06-15-ph-inl-2010')} officers in Sulu.`,
      ],
    },
  ],
}
