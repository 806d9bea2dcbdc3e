import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import { readContent, type View } from '../live.ts'

// Only answered reports are published. As many as fifty are told; earlier ones stay in the Studio.
export const FIGURE_REPORTS_QUERY =
  defineQuery(`*[_type == "figureReport" && observation._ref in $observations && outcome in ["accepted", "declined"]]
  | order(receivedAt desc, _id)[0...50]{
    "id": _id, receivedAt, outcome, answer, isQuoted, problem, evidence, language, "observation": observation._ref, "correctedBy": correctedBy._ref
  }`)

/** A report of an error that an editor has answered. */
export interface AnsweredReport {
  readonly id: string
  /** The id of the observation that it is about. */
  readonly observation: string
  readonly receivedAt: Date | null
  readonly outcome: 'accepted' | 'declined'
  /** The editor's words, in English. */
  readonly answer: string
  /** The id of the observation that took the reported one's place for it; null if none did. */
  readonly correctedBy: string | null
  /** The visitor's own words; null unless an editor published them. */
  readonly quotation: { readonly problem: string; readonly evidence: string | null; readonly language: string } | null
}

/** What came of reports about the observations with the ids `observations`, the latest first. */
export async function readFigureReports({
  observations,
  view,
}: {
  observations: readonly string[]
  view: View
}): Promise<readonly AnsweredReport[]> {
  const { data } = await readContent({
    query: FIGURE_REPORTS_QUERY,
    params: { observations: [...observations].toSorted() },
    ...view,
    stega: false,
  })
  return stegaClean(data).flatMap((answer): readonly AnsweredReport[] => {
    const { id, receivedAt, outcome, observation, problem } = answer
    if (!observation || !answer.answer || (outcome !== 'accepted' && outcome !== 'declined')) return []
    return [
      {
        id,
        observation,
        receivedAt: receivedAt ? new Date(receivedAt) : null,
        outcome,
        answer: answer.answer,
        correctedBy: answer.correctedBy,
        quotation:
          answer.isQuoted === true && problem ? { problem, evidence: answer.evidence || null, language: answer.language ?? 'en' } : null,
      },
    ]
  })
}
