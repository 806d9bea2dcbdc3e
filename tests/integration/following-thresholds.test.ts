import { randomUUID } from 'node:crypto'
import { drizzle } from 'drizzle-orm/node-postgres'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Threshold } from '#lib/accounts/follow-rule.ts'
import { fanOut } from '#lib/alerts/fan-out.ts'
import { news, newsFigures } from '#lib/alerts/schema.ts'
import { createDatabase, type TestDatabase } from '#tests/support/database.ts'
import { follower } from '#tests/support/followers.ts'

let own: TestDatabase

beforeAll(async () => {
  own = await createDatabase()
})
afterAll(async () => await own.drop())

type Figure = Omit<typeof newsFigures.$inferInsert, 'newsId' | 'position' | 'subject' | 'change'>

const row = { measure: 'level', seriesId: 'us', breakdown: null, unitId: 'ha' } as const
const figure = (lower: number, lowerBefore: number | null, more: Partial<Figure> = {}): Figure => ({
  ...row,
  lower,
  upper: lower,
  lowerBefore,
  upperBefore: lowerBefore,
  ...more,
})
const rule = (kind: Threshold['kind'], value: number): Threshold => ({ kind, value, series: 'us', breakdown: '', unit: 'ha' })

/** Which of `cases` are told: each is a figure of its own, which one person follows with one threshold. */
async function told(cases: readonly { readonly figure: Figure; readonly threshold: Threshold }[]): Promise<readonly boolean[]> {
  const database = drizzle(own.pool)
  const documentId = randomUUID()
  const about = { documentId, number: 2, sequence: 1, at: new Date(), language: 'en', slug: documentId, heading: 'Sheet' }
  const [made] = await database
    .insert(news)
    .values({ ...about, kind: 'edition', weight: 3, figures: [], parts: [] })
    .returning()
  if (!made) throw new Error('no news')
  const keys = cases.map((_, index) => `indicator:${documentId}-${index}`)
  await database.insert(newsFigures).values(
    cases.map((one, position) => ({
      newsId: made.id,
      position,
      subject: keys[position] ?? '',
      change: `${documentId}-${position}`,
      ...one.figure,
    })),
  )
  const people: string[] = []
  for (const [index, { threshold }] of cases.entries()) {
    const { kind, value, series, breakdown, unit } = threshold
    const limits = {
      thresholdKind: kind,
      thresholdValue: value,
      thresholdSeries: series,
      thresholdBreakdown: breakdown,
      thresholdUnit: unit,
    }
    people.push(await follower(own.pool, [{ kind: 'figure', key: keys[index] ?? '', ...limits }]))
  }
  const client = await own.pool.connect()
  try {
    await fanOut(client, made)
  } finally {
    client.release()
  }
  const { rows } = await own.pool.query<{ user_id: string }>('select user_id from alerts.item where news_id = $1', [made.id])
  const reached = new Set(rows.map(({ user_id }) => user_id))
  return people.map((id) => reached.has(id))
}

test('A threshold lets through what it says, within its series alone', async () => {
  const cases = [
    [figure(50_001, 44_000), rule('above', 50_000), true],
    [figure(50_000, 44_000), rule('above', 50_000), false],
    [figure(49_999, null), rule('below', 50_000), true],
    [figure(46_200, 44_000), rule('change', 5), false],
    [figure(46_201, 44_000), rule('change', 5), true],
    [figure(41_000, 44_000), rule('change', 5), true],
    [figure(1, 0), rule('change', 5), true],
    // There is nothing to hold it against.
    [figure(90_000, null), rule('change', 5), false],
    // Another series, another purpose, a change instead of a level.
    [figure(90_000, 1, { seriesId: 'un' }), rule('above', 50_000), false],
    [figure(90_000, 1, { breakdown: 'net' }), rule('above', 50_000), false],
    [figure(90_000, 1, { measure: 'change' }), rule('above', 50_000), false],
    // In another unit nobody can say: better told than lost.
    [figure(90, 1, { unitId: 'km2' }), rule('above', 50_000), true],
    // A range is above what its lower end is above, and has changed when one of its ends has.
    [figure(45_000, 45_000, { upper: 55_000, upperBefore: 50_000 }), rule('above', 50_000), false],
    [figure(45_000, 45_000, { upper: 55_000, upperBefore: 50_000 }), rule('change', 5), true],
    [figure(45_000, 45_000, { upper: 55_000, upperBefore: 55_000 }), rule('change', 0), false],
  ] as const
  const passed = await told(cases.map(([one, threshold]) => ({ figure: one, threshold })))
  expect(passed).toEqual(cases.map(([, , expected]) => expected))
})

test('Thresholds agree with their meaning for any values', async () => {
  const value = fc.integer({ min: -1000, max: 1000 })
  const arbitrary = fc.record({
    after: value,
    before: fc.option(value),
    kind: fc.constantFrom('above' as const, 'below' as const, 'change' as const),
    limit: fc.nat(1000),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(arbitrary, { minLength: 20, maxLength: 20 }), async (cases) => {
      const expected = cases.map(({ after, before, kind, limit }) => {
        if (kind === 'above') return after > limit
        if (kind === 'below') return after < limit
        if (before === null) return false
        if (before === 0) return after !== 0
        // In whole numbers, so that a change of exactly so many percent is none of more.
        return BigInt(Math.abs(after - before)) * 100n > BigInt(limit) * BigInt(Math.abs(before))
      })
      const passed = await told(
        cases.map(({ after, before, kind, limit }) => ({ figure: figure(after, before), threshold: rule(kind, limit) })),
      )
      expect(passed).toEqual(expected)
    }),
    { numRuns: 8 },
  )
})
