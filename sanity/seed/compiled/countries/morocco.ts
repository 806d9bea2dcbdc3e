import type { CompiledSheet } from '../sheet.ts'
import { date, highest, lowest, money, name, text, values } from '../text.ts'

export const morocco: CompiledSheet = {
  country: 'morocco',
  title: 'Morocco in figures',
  about: 'Funding of U.S. programs on narcotics and law enforcement in Morocco for the fiscal years 2005 to 2011, by account.',
  sections: [
    {
      heading: 'Funding by account',
      paragraphs: [
        text`A page of ${date('January 12, 2012')} lists the funding of the programs of the Bureau of International Narcotics and Law Enforcement Affairs (INL) by fiscal year and account.`,
        text`From the account INCLE it lists ${money('ma-inl-funding-fy2011-ma-inl-2012')} for 2011, the latest fiscal year, and ${money('ma-inl-funding-fy2010-ma-inl-2012')} for 2010. Of the fiscal years from 2005 to 2011, ${highest('the highest', 'ma-inl-funding-fy2005-ma-inl-2012', '2004-10', '2011-09')} amount is ${money('ma-inl-funding-fy2005-ma-inl-2012')}, for 2005, and ${lowest('the lowest', 'ma-inl-funding-fy2008-ma-inl-2012', '2004-10', '2011-09')} is ${money('ma-inl-funding-fy2008-ma-inl-2012')}, for 2008.`,
        text`From the account ${name('Section 1207')} it lists ${money('ma-inl-funding-fy2009-ma-inl-2012-2')} for 2009.`,
        text`${values('All amounts for Morocco', 'inl-funding', 'morocco')}`,
      ],
    },
  ],
}
