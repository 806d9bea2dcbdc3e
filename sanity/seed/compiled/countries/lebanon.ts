import type { CompiledSheet } from '../sheet.ts'
import { date, figure, highest, lowest, money, name, text, values } from '../text.ts'

export const lebanon: CompiledSheet = {
  country: 'lebanon',
  title: 'Lebanon in figures',
  about:
    'Funding of U.S. programs on narcotics and law enforcement in Lebanon for the fiscal years 2006 to 2011, and police trained up to 2012.',
  sections: [
    {
      heading: 'Funding by account',
      paragraphs: [
        text`A page of ${date('January 12, 2012')} lists the funding of the programs of the Bureau of International Narcotics and Law Enforcement Affairs (INL) by fiscal year and account.`,
        text`From the account INCLE it lists ${money('lb-inl-funding-fy2011-lb-inl-2012')} for 2011, the latest fiscal year. Of the fiscal years from 2007 to 2011, ${highest('the highest', 'lb-inl-funding-fy2007-lb-inl-2012', '2006-10', '2011-09')} amount is ${money('lb-inl-funding-fy2007-lb-inl-2012')}, for 2007, and ${lowest('the lowest', 'lb-inl-funding-fy2008-lb-inl-2012', '2006-10', '2011-09')} is ${money('lb-inl-funding-fy2008-lb-inl-2012')}, for 2008.`,
        text`From the account ${name('Section 1207')} it lists ${money('lb-inl-funding-fy2006-lb-inl-2012')} for 2006, ${money('lb-inl-funding-fy2008-lb-inl-2012-2')} for 2008 and ${money('lb-inl-funding-fy2009-lb-inl-2012-2')} for 2009.`,
        text`${values('All amounts for Lebanon', 'inl-funding', 'lebanon')}`,
      ],
    },
    {
      heading: 'Police trained',
      paragraphs: [
        text`By ${date('May 7, 2010')}, ${figure('lb-police-trained-asof-2010-05-07-lb-inl-2010')} police had been trained in the basic course and other courses. By ${date('January 12, 2012')}, ${figure('lb-police-trained-asof-2012-01-12-lb-inl-2012')} cadets had been trained in the basic course. The numbers count different courses, so they are not compared here.`,
      ],
    },
  ],
}
