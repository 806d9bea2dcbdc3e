import type { CompiledSheet } from '../sheet.ts'
import { date, money, text, values } from '../text.ts'

export const tunisia: CompiledSheet = {
  country: 'tunisia',
  title: 'Tunisia in figures',
  about: 'Funding of U.S. programs on narcotics and law enforcement in Tunisia for the fiscal years 2010 and 2011, by account, and in all.',
  sections: [
    {
      heading: 'Funding by account',
      paragraphs: [
        text`A page of ${date('December 9, 2011')} lists the funding of the programs of the Bureau of International Narcotics and Law Enforcement Affairs (INL) by fiscal year and account.`,
        text`For 2011 it lists ${money('tn-inl-funding-fy2011-tn-inl-2011')} from the account INCLE and ${money('tn-inl-funding-fy2011-tn-inl-2011-2')} from the account ESF. For 2010 it lists ${money('tn-inl-funding-fy2010-tn-inl-2011-2')} from INCLE, and ${money('tn-inl-funding-fy2010-tn-inl-2011')} from INCLE through the Trans-Sahara partnership; this last amount is approximate.`,
      ],
    },
    {
      heading: 'Funding in all',
      paragraphs: [
        text`An undated page of the U.S. Embassy in Tunisia puts the programs of its INL section at ${money('tn-inl-funding-none-tn-embassy-section')} in all. It does not say from when to when.`,
        text`${values('All amounts for Tunisia', 'inl-funding', 'tunisia')}`,
      ],
    },
  ],
}
