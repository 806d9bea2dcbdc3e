import type { CompiledSheet } from '../sheet.ts'
import { computedChange, figure, highest, lowest, statedChange, text, values } from '../text.ts'

export const colombia: CompiledSheet = {
  country: 'colombia',
  title: 'Colombia in figures',
  about: 'U.S. figures on coca, cocaine, opium poppy and heroin in Colombia from 1992 to 2021.',
  sections: [
    {
      heading: 'Coca under cultivation',
      paragraphs: [
        text`The latest U.S. figure collected here is ${figure('co-coca-cultivation-2021-andean-ondcp-2022')} of coca under cultivation, for 2021. Of the values from 1992 to 2021, ${highest('the highest', 'co-coca-cultivation-2020-andean-ondcp-2021', '1992', '2021')} is ${figure('co-coca-cultivation-2020-andean-ondcp-2021')}, for 2020. ${lowest('The lowest', 'co-coca-cultivation-asof-1994-factbook-1994-co', '1992', '2021')} is ${figure('co-coca-cultivation-asof-1994-factbook-1994-co')}, from the World Factbook of 1994, which names no year for it.`,
        text`From 2013 to 2017 the area rose by ${computedChange('co-coca-cultivation-change-2013-2017-co-inl-2017-2021', 'co-coca-cultivation-2013-andean-ondcp-2022', 'co-coca-cultivation-2017-co-ondcp-2019')}: it was ${figure('co-coca-cultivation-2013-andean-ondcp-2022')} in 2013 and ${figure('co-coca-cultivation-2017-co-ondcp-2019')} in 2017.`,
        text`About 1995 editions of the World Factbook differ. That of 1995, which names no year, gives ${figure('co-coca-cultivation-asof-1995-factbook-1995-co')}; that of 1996 gives ${figure('co-coca-cultivation-1995-factbook-1996-co')} for 1995.`,
        text`${values('All values of coca under cultivation in Colombia', 'coca-cultivation', 'colombia')}`,
      ],
    },
    {
      heading: 'Eradication of coca',
      paragraphs: [
        text`In 2021 ${figure('co-coca-eradication-manual-2021-andean-ondcp-2022')} of coca were eradicated by hand, as the government reported. Of the values from 2007 to 2021, ${highest('the highest', 'co-coca-eradication-manual-2020-andean-ondcp-2021', '2007', '2021')} is ${figure('co-coca-eradication-manual-2020-andean-ondcp-2021')}, for 2020, and ${lowest('the lowest', 'co-coca-eradication-manual-2016-factbook-2017-co', '2007', '2021')} is ${figure('co-coca-eradication-manual-2016-factbook-2017-co')}, for 2016.`,
        text`The latest figure for coca sprayed from the air is ${figure('co-coca-eradication-aerial-2012-factbook-2013-co')}, for 2012. Of the values from 2004 to 2012, ${highest('the highest', 'co-coca-eradication-aerial-2007-factbook-2008-co', '2004', '2012')} is ${figure('co-coca-eradication-aerial-2007-factbook-2008-co')}, for 2007.`,
        text`${values('All values of eradication by hand', 'coca-eradication-manual', 'colombia')}; ${values('all values of spraying', 'coca-eradication-aerial', 'colombia')}`,
      ],
    },
    {
      heading: 'Production of cocaine and heroin',
      paragraphs: [
        text`The potential production of pure cocaine is put at ${figure('co-cocaine-potential-production-2021-andean-ondcp-2022')} for 2021. Of the values from 1997 to 2021, ${highest('the highest', 'co-cocaine-potential-production-2020-andean-ondcp-2021', '1997', '2021')} is ${figure('co-cocaine-potential-production-2020-andean-ondcp-2021')}, for 2020, and ${lowest('the lowest', 'co-cocaine-potential-production-1997-factbook-1998-co', '1997', '2021')} is ${figure('co-cocaine-potential-production-1997-factbook-1998-co')}, for 1997. An undated page of the U.S. Department of State says that the potential production rose by ${statedChange('co-cocaine-potential-production-change-2013-2017-co-inl-2017-2021')} from 2013 to 2017.`,
        text`For heroin a single figure is known here: a page of 2002 puts the production of a year at ${figure('co-heroin-potential-production-asof-2002-co-inl-2002', 'words')}.`,
        text`${values('All values of the potential production of cocaine in Colombia', 'cocaine-potential-production', 'colombia')}`,
      ],
    },
    {
      heading: 'Opium poppy',
      paragraphs: [
        text`The latest figure is ${figure('co-opium-poppy-cultivation-2015-factbook-2017-co')} of opium poppy under cultivation, for 2015; the figure for 2009 is ${figure('co-opium-poppy-cultivation-2009-factbook-2011-co')} too. Of the values from 1997 to 2015, ${highest('the highest', 'co-opium-poppy-cultivation-1999-factbook-2001-co', '1997', '2015')} is ${figure('co-opium-poppy-cultivation-1999-factbook-2001-co')}, for 1999.`,
        text`${values('All values of opium poppy under cultivation in Colombia', 'opium-poppy-cultivation', 'colombia')}`,
      ],
    },
    {
      heading: 'Seizures and laboratories',
      paragraphs: [
        text`As the government reported, ${figure('co-cocaine-and-base-seizures-2021-andean-ondcp-2022')} of cocaine and cocaine base were seized in 2021, after ${figure('co-cocaine-and-base-seizures-2020-andean-ondcp-2021')} in 2020. In 2021 ${figure('co-drug-laboratories-destroyed-2021-andean-ondcp-2022')} drug laboratories were destroyed.`,
      ],
    },
    {
      heading: 'Shares of cocaine and heroin',
      paragraphs: [
        text`U.S. pages give shares of several kinds, which are not to be compared with each other. A page of 2002 says that ${figure('co-cocaine-share-asof-2002-co-inl-2002')} of the world’s supply of cocaine was produced in Colombia, processed there or moved through it. A page of 2006 says that ${figure('co-cocaine-share-asof-2006-co-inl-2006')} of the cocaine entering the United States came from Colombia. Of the cocaine seized in the United States the share is ${figure('co-cocaine-share-asof-2018-co-inl-2017-2021')} on an undated page whose latest year is 2017. Of the cocaine seized and analyzed there in 2019 it is ${figure('co-cocaine-share-2019-co-inl-current')}.`,
        text`Of the world’s heroin Colombia’s share was ${figure('co-heroin-share-asof-2002-co-inl-2002', 'words')} according to the page of 2002. Of the heroin entering the United States it was ${figure('co-heroin-share-asof-2006-co-inl-2006', 'words')} according to that of 2006.`,
      ],
    },
  ],
}
