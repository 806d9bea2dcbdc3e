import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import { toBody, type Body } from '../body.ts'
import { readContent, type View } from '../live.ts'
import { readObservationsIn } from './observations.ts'

export const FAQ_QUERY = defineQuery(`*[_type == "faqEntry" && language in [$language, "en"]] | order(order, _id){
    _id, question, answer, language
  }`)

export interface FaqEntry {
  readonly id: string
  readonly question: string
  readonly answer: Body
}

/** The answered questions in one language, which may not be the one asked for. */
export interface Faq {
  readonly language: string
  readonly entries: readonly FaqEntry[]
}

/** The questions written in `language`, in their order; the English ones if there is none. */
export async function readFaq({ language, view }: { language: string; view: View }): Promise<Faq> {
  const { data } = await readContent({ query: FAQ_QUERY, params: { language }, ...view })
  const written = data.some((entry) => stegaClean(entry.language) === language) ? language : 'en'
  const observations = await readObservationsIn(data, view)
  const entries = data
    .filter((entry) => stegaClean(entry.language) === written)
    .map(({ _id, question, answer }) => ({
      id: _id.replace(/^drafts\./, ''),
      question: question ?? '',
      answer: toBody(answer, observations),
    }))
  return { language: written, entries }
}
