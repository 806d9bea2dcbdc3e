import type { CompiledSheet } from '../sheet.ts'
import { date, figure, highest, lowest, statedChange, text, values } from '../text.ts'

export const afghanistan: CompiledSheet = {
  country: 'afghanistan',
  title: 'Afghanistan in figures',
  about: 'U.S. figures on opium poppy and opium in Afghanistan from 1993 to 2022, one of the United Nations, and figures on treatment.',
  sections: [
    {
      heading: 'Opium poppy under cultivation',
      paragraphs: [
        text`The latest U.S. figure collected here is ${figure('af-opium-poppy-cultivation-2022-factbook-2023-af')} of opium poppy under cultivation, for 2022. Of the values from 1997 to 2022, ${highest('the highest', 'af-opium-poppy-cultivation-2017-factbook-2018-af', '1997', '2022')} is ${figure('af-opium-poppy-cultivation-2017-factbook-2018-af')}, for 2017, and ${lowest('the lowest', 'af-opium-poppy-cultivation-2002-factbook-2003-af', '1997', '2022')} is ${figure('af-opium-poppy-cultivation-2002-factbook-2003-af')}, for 2002.`,
        text`For 2002 U.S. sources differ: that value is from the World Factbook of 2003, while a page of the Department of State of 2003 gives ${figure('af-opium-poppy-cultivation-2002-af-inl-2003')}. For 2012 the World Factbook gives ${figure('af-opium-poppy-cultivation-2012-factbook-2013-af')}.`,
        text`From 2008 to 2009 the area fell by ${statedChange('af-opium-poppy-cultivation-change-2008-2009-af-inl-2010')}, as a page of the Department of State says. The World Factbook of 2021 gives ${figure('af-opium-poppy-cultivation-2019-factbook-2021-af')} for 2019, and that of 2022 gives ${figure('af-opium-poppy-cultivation-2020-factbook-2022-af')} for 2020.`,
        text`${values('All values of opium poppy under cultivation in Afghanistan', 'opium-poppy-cultivation', 'afghanistan')}`,
      ],
    },
    {
      heading: 'A figure of the United Nations',
      paragraphs: [
        text`The United Nations Office on Drugs and Crime put the area of 2012 at ${figure('af-opium-poppy-cultivation-2012-af-ondcp-2')}, as a U.S. page quotes it. Its method differs from that of the United States, so the figure is not compared with those above.`,
      ],
    },
    {
      heading: 'Potential production of opium',
      paragraphs: [
        text`The latest figure is an ${figure('af-opium-potential-production-2017-factbook-2018-af')} of opium, for 2017, which is also ${highest('the highest', 'af-opium-potential-production-2017-factbook-2018-af', '1993', '2017')} of the values from 1993 to 2017. ${lowest('The lowest', 'af-opium-potential-production-1993-factbook-1994-af', '1993', '2017')} is ${figure('af-opium-potential-production-1993-factbook-1994-af')}, for 1993.`,
        text`${values('All values of the potential production of opium in Afghanistan', 'opium-potential-production', 'afghanistan')}`,
      ],
    },
    {
      heading: 'Outreach and treatment',
      paragraphs: [
        text`A page of the Department of State of ${date('May 4, 2012')} says that outreach activities had reached an ${figure('af-people-reached-asof-2012-05-04-af-inl-2012')} people since January 2011. It counts ${figure('af-people-reached-asof-2012-05-04-af-inl-2012-2')} addicts treated in a year, and ${figure('af-sites-asof-2012-05-04-af-inl-2012')} in-patient treatment centers that were funded.`,
      ],
    },
  ],
}
