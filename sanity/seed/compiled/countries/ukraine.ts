import type { CompiledSheet } from '../sheet.ts'
import { date, highest, lowest, money, text, values } from '../text.ts'

export const ukraine: CompiledSheet = {
  country: 'ukraine',
  title: 'Ukraine in figures',
  about: 'Funding of U.S. programs on narcotics and law enforcement in Ukraine for the fiscal years 2006 to 2011.',
  sections: [
    {
      heading: 'Funding by fiscal year',
      paragraphs: [
        text`A page of ${date('December 6, 2011')} lists the funding of the programs of the Bureau of International Narcotics and Law Enforcement Affairs (INL) by fiscal year.`,
        text`For 2011, the latest fiscal year, it lists ${money('ua-inl-funding-fy2011-ua-inl-2011')}. Of the fiscal years from 2006 to 2011, ${highest('the highest', 'ua-inl-funding-fy2008-ua-inl-2011', '2005-10', '2011-09')} amount is ${money('ua-inl-funding-fy2008-ua-inl-2011')}, for 2008, and ${lowest('the lowest', 'ua-inl-funding-fy2006-ua-inl-2011', '2005-10', '2011-09')} is ${money('ua-inl-funding-fy2006-ua-inl-2011')}, for 2006. The amounts for 2006, for 2007, which is ${money('ua-inl-funding-fy2007-ua-inl-2011')}, and for 2008 are totals of the accounts listed.`,
        text`${values('All amounts for Ukraine', 'inl-funding', 'ukraine')}`,
      ],
    },
  ],
}
