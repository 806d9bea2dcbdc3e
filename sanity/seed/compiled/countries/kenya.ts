import type { CompiledSheet } from '../sheet.ts'
import { figure, text, values } from '../text.ts'

export const kenya: CompiledSheet = {
  country: 'kenya',
  title: 'Kenya in figures',
  about: 'Kenya’s rank in the Corruption Perceptions Index in 2015, 2018 and 2019, as pages of the U.S. Department of State print it.',
  sections: [
    {
      heading: 'Corruption Perceptions Index',
      paragraphs: [
        text`For 2019 a page of the Department of State gives Kenya’s rank as ${figure('ke-corruption-index-rank-2019-ke-inl-current', 'rank')}; the total that it prints may be a slip. Other pages give ${figure('ke-corruption-index-rank-2018-ke-inl-earlier', 'rank')} for 2018 and ${figure('ke-corruption-index-rank-2015-ke-inl-2016', 'rank')} for 2015. The totals differ, so the ranks are not compared here.`,
        text`${values('All ranks of Kenya', 'corruption-index-rank', 'kenya')}`,
      ],
    },
  ],
}
