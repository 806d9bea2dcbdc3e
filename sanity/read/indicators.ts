import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import type { Subject } from '#lib/figures/observation.ts'
import { readContent, type View } from '../live.ts'
import { SUBJECT_FIELDS, toSubject } from '../subject.ts'

export const INDICATORS_QUERY = defineQuery(`*[_type == "indicator" && defined(slug.current)] | order(topic, name, _id){
    ${SUBJECT_FIELDS}, topic
  }`)

/** One line of the list of indicators. */
export interface IndicatorEntry extends Subject {
  readonly topic: string | null
}

/** All that is measured, by topic. */
export async function readIndicators({ view }: { view: View }): Promise<readonly IndicatorEntry[]> {
  const { data } = await readContent({ query: INDICATORS_QUERY, ...view, stega: false })
  return stegaClean(data).map(({ topic, ...subject }) => ({ ...toSubject(subject), topic }))
}
