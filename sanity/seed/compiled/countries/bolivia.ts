import type { CompiledSheet } from '../sheet.ts'
import { computedChange, date, figure, highest, lowest, statedChange, text, values } from '../text.ts'

export const bolivia: CompiledSheet = {
  country: 'bolivia',
  title: 'Bolivia in figures',
  about: 'U.S. figures on coca, coca leaf and cocaine in Bolivia from 1990 to 2021.',
  sections: [
    {
      heading: 'Coca under cultivation',
      paragraphs: [
        text`The latest U.S. figure collected here is ${figure('bo-coca-cultivation-2021-factbook-2023-bo')} of coca under cultivation, for 2021. Of the values from 1990 to 2021, ${highest('the highest', 'bo-coca-cultivation-asof-1990-factbook-1990-bo', '1990', '2021')} is an ${figure('bo-coca-cultivation-asof-1990-factbook-1990-bo')}, from the World Factbook of 1990, which names no year for it. ${lowest('The lowest', 'bo-coca-cultivation-2000-factbook-2001-bo', '1990', '2021')} is an ${figure('bo-coca-cultivation-2000-factbook-2001-bo')}, for 2000.`,
        text`From 1995 to 2000 the area fell by ${computedChange('bo-coca-cultivation-change-1995-2000-andean-ondcp-2001', 'bo-coca-cultivation-1995-factbook-1996-bo', 'bo-coca-cultivation-2000-factbook-2001-bo')}, and from 1999 to 2000 alone by ${computedChange('bo-coca-cultivation-change-1999-2000-andean-ondcp-2001', 'bo-coca-cultivation-1999-factbook-2000-bo', 'bo-coca-cultivation-2000-factbook-2001-bo')}. From 2003 to 2004 it rose by ${statedChange('bo-coca-cultivation-change-2003-2004-bo-inl-2005')}, as a page of the Department of State says.`,
        text`About 1992 editions of the World Factbook differ. That of 1992, which names no year, gives an ${figure('bo-coca-cultivation-asof-1992-factbook-1992-bo')}; that of 1994 gives an ${figure('bo-coca-cultivation-1992-factbook-1994-bo')} for 1992.`,
        text`${values('All values of coca under cultivation in Bolivia', 'coca-cultivation', 'bolivia')}`,
      ],
    },
    {
      heading: 'Policy on coca',
      paragraphs: [
        text`A page of the Department of State of ${date('January 24, 2012')} says that Bolivia’s policy treats ${figure('bo-coca-licit-area-asof-2012-01-24-bo-inl-2012')} of coca as licit. For 2004 there was an international commitment to eradicate ${figure('bo-coca-eradication-goal-2004-bo-inl-2005')}.`,
      ],
    },
    {
      heading: 'Production of coca leaf',
      paragraphs: [
        text`The latest figure is ${figure('bo-coca-leaf-production-1997-factbook-1998-bo')} of coca leaf, for 1997, which is also ${lowest('the lowest', 'bo-coca-leaf-production-1997-factbook-1998-bo', '1991', '1997')} of the values from 1991 to 1997. ${highest('The highest', 'bo-coca-leaf-production-1994-factbook-1995-bo', '1991', '1997')} is ${figure('bo-coca-leaf-production-1994-factbook-1995-bo')}, for 1994.`,
        text`${values('All values of the production of coca leaf in Bolivia', 'coca-leaf-production', 'bolivia')}`,
      ],
    },
    {
      heading: 'Potential production of cocaine',
      paragraphs: [
        text`The latest figure is an ${figure('bo-cocaine-potential-production-2016-factbook-2018-bo')} of pure cocaine, for 2016, which is also ${highest('the highest', 'bo-cocaine-potential-production-2016-factbook-2018-bo', '2007', '2016')} of the values from 2007 to 2016. ${lowest('The lowest', 'bo-cocaine-potential-production-2007-factbook-2008-bo', '2007', '2016')} is an ${figure('bo-cocaine-potential-production-2007-factbook-2008-bo')}, for 2007.`,
        text`Of the cocaine seized and tested in the United States, ${figure('bo-cocaine-share-asof-2012-01-24-bo-inl-2012', 'words')} came from Bolivia, according to the page of ${date('January 24, 2012')}.`,
        text`${values('All values of the potential production of cocaine in Bolivia', 'cocaine-potential-production', 'bolivia')}`,
      ],
    },
  ],
}
