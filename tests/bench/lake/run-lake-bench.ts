import { benchDocuments } from './documents.ts'
import { askLake, askPlain, fanOut, type Import, importDocuments, publishSome } from './measures.ts'
import { QUESTIONS } from './queries.ts'
import { type LakeSubject, startLakeSubject } from './subject.ts'
import { median } from '../statistics.ts'

const ROUNDS = 5
const TIMES = 25
const LISTENERS = 1000
const PUBLISHES = 20

interface Filled {
  readonly size: number
  readonly subject: LakeSubject
  readonly imported: Import
}

interface Row {
  readonly goal: number | null
  /** Milliseconds, p50, by the number of documents: of the lake, and of plain `groq-js` where it can answer. */
  readonly lake: ReadonlyMap<number, number>
  readonly plain: ReadonlyMap<number, number> | null
}

/** Measures a lake with each of `sizes` documents, and `groq-js` alone over the same ones in memory, and prints ratios: a machine's own speed is nobody's
 *  result. All lakes are there at once and are asked in turn, so that whatever else the machine does hits all of them alike. */
export async function runLakeBench(sizes: readonly number[], say: (line: string) => void): Promise<void> {
  const filled: Filled[] = []
  try {
    for (const size of sizes) {
      const subject = await startLakeSubject()
      filled.push({ size, subject, imported: await importDocuments(subject.client, size) })
      say(`${size} documents imported: ${importLine(filled.at(-1))}`)
    }
    const rows = new Map<string, Row>()
    for (const question of QUESTIONS) {
      const lake = await inTurn(filled, ({ subject, size }, round) => askLake(subject, question, size, TIMES, round))
      rows.set(question.name, { goal: question.goal, lake, plain: new Map() })
    }
    rows.set('publish', {
      goal: 1.5,
      lake: await inTurn(filled, ({ subject }, round) => publishSome(subject, PUBLISHES, round)),
      plain: null,
    })
    rows.set(`${LISTENERS} listeners`, {
      goal: null,
      lake: await inTurn(filled, ({ subject }) => fanOut(subject, LISTENERS, 5)),
      plain: null,
    })
    // Now that the lakes are measured, the memory that this takes harms nobody.
    for (const { size } of filled) {
      const documents = [...benchDocuments(size)]
      for (const question of QUESTIONS) {
        const row = rows.get(question.name)
        if (row)
          rows.set(question.name, { ...row, plain: new Map([...(row.plain ?? []), [size, await askPlain(documents, question, size)]]) })
      }
    }
    print(sizes, rows, say)
  } finally {
    for (const { subject } of filled) await subject.stop()
  }
}

const importLine = (done: Filled | undefined): string =>
  done
    ? `${done.imported.perSecond.toFixed(0)} a second, memory at most ${done.imported.early.toFixed(0)} MiB in the first fifth and ${done.imported.late.toFixed(0)} MiB after`
    : ''

/** The medians of several rounds. */
async function inTurn(
  filled: readonly Filled[],
  measure: (one: Filled, round: number) => Promise<number>,
): Promise<ReadonlyMap<number, number>> {
  const samples = new Map(filled.map(({ size }) => [size, [] as number[]]))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of filled) samples.get(one.size)?.push(await measure(one, round))
  }
  return new Map(Array.from(samples, ([size, values]) => [size, median(values)]))
}

function print(sizes: readonly number[], rows: ReadonlyMap<string, Row>, say: (line: string) => void): void {
  const [least, most] = [sizes[0] ?? 0, sizes.at(-1) ?? 0]
  const columns = (texts: readonly string[]): string => texts.map((text) => text.padStart(18)).join('')
  say('')
  say(`${'p50, ms'.padEnd(30)}${columns(sizes.map(String))}`)
  for (const [name, { lake }] of rows) say(`${name.padEnd(30)}${columns(sizes.map((size) => (lake.get(size) ?? Number.NaN).toFixed(1)))}`)
  say('')
  say(`${'ratios'.padEnd(30)}${columns([...sizes.map((size) => `to groq-js, ${size}`), `${most} to ${least}`, 'goal'])}`)
  for (const [name, { lake, plain, goal }] of rows) {
    const shares = sizes.map((size) => (plain ? ((lake.get(size) ?? Number.NaN) / (plain.get(size) ?? Number.NaN)).toFixed(3) : '–'))
    const growth = (lake.get(most) ?? Number.NaN) / (lake.get(least) ?? Number.NaN)
    say(`${name.padEnd(30)}${columns([...shares, growth.toFixed(2), goal === null ? '–' : `at most ${goal}`])}`)
  }
}
