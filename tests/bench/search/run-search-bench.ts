import { closeDatabase, openDatabase } from '#lib/db/connection.ts'
import { inTransaction } from '#lib/content-lake/in-transaction.ts'
import { answerFrom } from '#lib/figures/answer.ts'
import { searchJob } from '#lib/jobs/search-job.ts'
import { find } from '#lib/search/find.ts'
import { questionIn } from '#lib/search/question.ts'
import { OBSERVATION_FIELDS, toObservations } from '#sanity/observation.ts'
import { indicatorsOf } from '../figures/documents.ts'
import { fillWithFigures } from '../figures/fill.ts'
import { type LakeSubject, startLakeSubject } from '../lake/subject.ts'
import { median } from '../statistics.ts'
import { SEARCHES, type SearchQuestion } from './questions.ts'

const DATASET = 'local/production'
const ROUNDS = 5
const TIMES = 15

/** As `sanity/read` asks for the observations of a figure, and for the sheets that say one. */
const FIGURE_QUERY = `*[_type == "observation" && indicator._ref == $indicator && place._ref == $place]{${OBSERVATION_FIELDS}}`
const SHEETS_QUERY = `*[_type == "factSheet" && defined(slug.current) && references($observations)]{_id, title, language, "slug": slug.current}`

interface Filled {
  readonly sheets: number
  readonly subject: LakeSubject
}

/** Measures a search, with the answer where it asks for a figure, among each of `sizes` sheets and ten times as many observations; in process, without
 *  HTML. All databases are there at once and are asked in turn, so that whatever else the machine does hits all of them alike. */
export async function runSearchBench(sizes: readonly number[], say: (line: string) => void): Promise<void> {
  const filled: Filled[] = []
  try {
    for (const sheets of sizes) {
      const subject = await startLakeSubject()
      filled.push({ sheets, subject })
      const begin = performance.now()
      const documents = await fillWithFigures(subject.pool, DATASET, sheets)
      const between = performance.now()
      await inTransaction(subject.pool, async (client) => searchJob.build?.(client, DATASET))
      const seconds = (from: number, to: number): string => ((to - from) / 1000).toFixed(0)
      say(
        `${sheets} sheets, ${documents} documents: filled in ${seconds(begin, between)} s, indexed in ${seconds(between, performance.now())} s`,
      )
    }
    say('')
    say(`${'a search, p50, ms'.padEnd(36)}${sizes.map((size) => String(size).padStart(12)).join('')}${'growth'.padStart(12)}      goal`)
    for (const question of SEARCHES) print(question, await inTurn(filled, question), say)
  } finally {
    for (const { subject } of filled) await subject.stop()
  }
}

/** The medians of several rounds, by the order of sizes; the first, which finds on the disk what the others find in memory, counts for nothing. */
async function inTurn(filled: readonly Filled[], question: SearchQuestion): Promise<readonly number[]> {
  const samples = filled.map(() => [] as number[])
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [index, one] of filled.entries()) {
      const times = await askSome(one, question)
      if (round > 0) samples[index]?.push(...times)
    }
  return samples.map(median)
}

async function askSome({ subject, sheets }: Filled, { words }: SearchQuestion): Promise<readonly number[]> {
  openDatabase(String(subject.pool.options.connectionString))
  try {
    // The first of a connection is not like the others.
    await ask(subject, words(0, sheets, indicatorsOf(sheets)))
    const times: number[] = []
    for (let nth = 0; nth < TIMES; nth += 1) {
      const begin = performance.now()
      await ask(subject, words(nth, sheets, indicatorsOf(sheets)))
      times.push(performance.now() - begin)
    }
    return times
  } finally {
    await closeDatabase()
  }
}

/** What the page of search asks, side by side. */
async function ask(subject: LakeSubject, text: string): Promise<void> {
  const search = { text, language: 'en', kind: null, place: null, topic: null, year: null, page: 1 }
  const [outcome] = await Promise.all([find(search), answer(subject, text)])
  if (outcome.state !== 'found' || outcome.total === 0) throw new Error(`“${text}” found nothing.`)
}

async function answer(subject: LakeSubject, text: string): Promise<void> {
  const question = await questionIn(text, 'en')
  if (!question) return
  const found = await subject.client.fetch<unknown[]>(FIGURE_QUERY, { ...question })
  const told = answerFrom(toObservations(found), question)
  if (!told) throw new Error(`“${text}” was not answered.`)
  await subject.client.fetch(SHEETS_QUERY, { observations: told.same })
}

function print({ name, goal }: SearchQuestion, times: readonly number[], say: (line: string) => void): void {
  const growth = (times.at(-1) ?? Number.NaN) / (times[0] ?? Number.NaN)
  const columns = [...times.map((time) => time.toFixed(1)), growth.toFixed(2)].map((text) => text.padStart(12)).join('')
  say(`${name.padEnd(36)}${columns}      ${goal === null ? '–' : `at most ${goal}`}`)
}
