import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { SuiteLakes } from './suite-lakes.ts'
import type { SuiteDataset, SuiteTest } from './suite.ts'

/** A test that did not pass. */
export interface Failure {
  readonly test: SuiteTest
  readonly reason: 'old' | 'absent' | 'wrong'
  readonly got: unknown
}

const answer = z.object({ result: z.unknown() })

/** Runs `tests`, some at once; those that fail, with what the lake said. */
export async function runSuite(lakes: SuiteLakes, datasets: readonly SuiteDataset[], tests: readonly SuiteTest[]): Promise<Failure[]> {
  const absent = new Set(datasets.filter(({ documents, url }) => !documents && url.startsWith('http')).map(({ _id }) => _id))
  const failures: Failure[] = []
  const pending = tests.values()
  const work = async (): Promise<void> => {
    for (const test of pending) {
      const { status, body } = await lakes.query(test.dataset._ref, test.query, test.params ?? {})
      if (passes(test, status, body)) continue
      failures.push({ test, got: body, reason: absent.has(test.dataset._ref) ? 'absent' : test.version === '0.1' ? 'old' : 'wrong' })
    }
  }
  await Promise.all(Array.from({ length: 4 }, work))
  return failures
}

function passes(test: SuiteTest, status: number, body: unknown): boolean {
  if (!test.valid) return status === 400
  const read = answer.safeParse(body)
  return status === 200 && read.success && isDeepStrictEqual(ranked(read.data.result ?? null, test.result), test.result)
}

/** Scores are each engine's own. The suite knows what comes first, and gives places, from 1, instead. */
function ranked(result: unknown, wanted: unknown): unknown {
  const rows = z.array(z.looseObject({ _score: z.number() })).safeParse(result)
  const isRanked = Array.isArray(wanted) && wanted.some((row: unknown) => typeof row === 'object' && row !== null && '_pos' in row)
  if (!rows.success || !isRanked) return result
  const scores = [...new Set(rows.data.map(({ _score }) => _score))].toSorted((one, other) => other - one)
  return rows.data.map(({ _score, ...row }) => ({ ...row, _pos: scores.indexOf(_score) + 1 }))
}
