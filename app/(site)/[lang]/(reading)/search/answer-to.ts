import { answerFrom, type FigureAnswer } from '#lib/figures/answer.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { questionIn } from '#lib/search/question.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readObservations } from '#sanity/read/observations.ts'
import { readSheetsUsing, type SheetUse } from '#sanity/read/sheets-using.ts'

/** A figure that was asked for, and the sheets that say it. */
export interface Answered {
  readonly answer: FigureAnswer
  readonly sheets: readonly SheetUse[]
}

/** The answer to the question for a figure in `text`, from what is published now; null if there is none in it, or nothing is known. */
export async function answerTo(text: string, language: Language): Promise<Answered | null> {
  const question = await questionIn(text, language)
  if (!question) return null
  const observations = await readObservations({ ...question, view: PUBLISHED })
  const answer = answerFrom(observations, question)
  return answer && { answer, sheets: await readSheetsUsing({ observations: answer.same, language, view: PUBLISHED }) }
}
