import { expect, it } from 'vitest'
import { runSuite } from '#tests/conformance/run-suite.ts'
import { serveSuite } from '#tests/conformance/suite-lakes.ts'
import { findSuite, readSuite } from '#tests/conformance/suite.ts'
import { createDatabase } from '#tests/support/database.ts'

/** Every so many tests, so that the run takes some seconds; `npm run test:conformance` runs all. */
const every = 8

it('A sample of the public GROQ conformance suite gets the answers that it wants, but for what is older than GROQ 1.0', async ({
  skip,
}) => {
  const file = findSuite(import.meta.dirname)
  if (file === null) return skip('not applicable: the suite is not beside the project')
  const { datasets, tests } = readSuite(file)
  const { pool, drop } = await createDatabase()
  const lakes = await serveSuite(pool, datasets)
  try {
    const sample = tests.filter((_, index) => index % every === 0)
    const failures = await runSuite(lakes, datasets, sample)
    expect(failures.filter(({ reason }) => reason === 'wrong').map(({ test, got }) => ({ id: test._id, query: test.query, got }))).toEqual(
      [],
    )
    expect(failures.length).toBeLessThan(sample.length / 20)
  } finally {
    await lakes.close()
    await drop()
  }
}, 120_000)
