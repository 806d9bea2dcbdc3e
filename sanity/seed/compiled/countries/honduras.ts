import type { CompiledSheet } from '../sheet.ts'
import { date, figure, highest, lowest, statedChange, text, values } from '../text.ts'

export const honduras: CompiledSheet = {
  country: 'honduras',
  title: 'Honduras in figures',
  about: 'U.S. sources on the homicide rate in Honduras from 2011 to 2017, and on the route that cocaine takes.',
  sections: [
    {
      heading: 'Homicide rate',
      paragraphs: [
        text`The homicide rate of 2017 was ${figure('hn-homicide-rate-2017-hn-inl-current')}, ${lowest('the lowest', 'hn-homicide-rate-2017-hn-inl-current', '2011', '2017')} of the rates collected here for 2011 to 2017. ${highest('The highest', 'hn-homicide-rate-2011-hn-inl-current', '2011', '2017')} is that of 2011. An undated page of the Department of State says that the rate fell by ${statedChange('hn-homicide-rate-change-2011-2017-hn-inl-current')} from 2011 to 2017, and by ${statedChange('hn-homicide-rate-change-2016-2017-hn-inl-current')} from 2016 to 2017.`,
        text`For 2011 the sources print different rates: that page gives ${figure('hn-homicide-rate-2011-hn-inl-current')}, and a report of 2016 gives ${figure('hn-homicide-rate-2011-hn-incsr-2016')}. The report also gives ${figure('hn-homicide-rate-2014-hn-incsr-2016')} for 2014 and an ${figure('hn-homicide-rate-2015-10-hn-incsr-2016')} as of October 2015.`,
        text`${values('All values of the homicide rate in Honduras', 'homicide-rate', 'honduras')}`,
      ],
    },
    {
      heading: 'Cocaine on its way north',
      paragraphs: [
        text`A report of 2014 says that in the ${date('first half of 2013')} ${figure('hn-narcotics-transit-share-2013-hn-incsr-2014')} of the cocaine bound for the United States passed through Mexico and Central America. For the ${date('first half of 2015')} a report of 2016 gives ${figure('hn-narcotics-transit-share-2015-hn-incsr-2016')}. These are shares of the whole route, not of Honduras alone.`,
      ],
    },
  ],
}
