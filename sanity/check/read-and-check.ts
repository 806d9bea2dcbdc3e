import type { SanityClient } from '@sanity/client'
import { OBSERVATION_FIELDS } from '../observation.ts'
import { readAnswers } from '../proposals/answers.ts'
import { type CheckReport, ContentCheck } from './check-content.ts'
import { SHEET_FIELDS, type SheetToCheck } from './sheet-to-check.ts'

/** As many figures are asked for at once, and as many sheets: an answer has a limit. */
const FIGURES_AT_ONCE = 2000
const SHEETS_AT_ONCE = 50

const FIGURES_QUERY = `*[_type == "observation" && _id > $after] | order(_id)[0...${FIGURES_AT_ONCE}]{${OBSERVATION_FIELDS}}`
const SHEETS_QUERY = `*[_type == "factSheet" && _id > $after] | order(_id)[0...${SHEETS_AT_ONCE}]{${SHEET_FIELDS}}`

type Perspective = 'published' | 'raw'

/** Reads all published figures, and all sheets with their drafts, a part at a time, and checks them. */
export async function readAndCheck(client: SanityClient, today: string): Promise<CheckReport> {
  const observations: unknown[] = []
  for await (const part of partsOf<{ id: string }>(client, FIGURES_QUERY, FIGURES_AT_ONCE, 'published', ({ id }) => id)) {
    observations.push(...part)
  }
  const check = new ContentCheck(observations, today, await readAnswers(client))
  for await (const part of partsOf<SheetToCheck>(client, SHEETS_QUERY, SHEETS_AT_ONCE, 'raw', ({ _id }) => _id)) {
    check.addSheets(part)
  }
  return check.report()
}

async function* partsOf<Answer>(
  client: SanityClient,
  query: string,
  atOnce: number,
  perspective: Perspective,
  idOf: (answer: Answer) => string,
): AsyncGenerator<readonly Answer[]> {
  let after = ''
  for (;;) {
    const part: readonly Answer[] = await client.fetch<Answer[]>(query, { after }, { perspective })
    yield part
    const last = part.at(-1)
    if (!last || part.length < atOnce) return
    after = idOf(last)
  }
}
