import { expect, test } from 'vitest'
import { createDatabase } from '#tests/support/database.ts'

test('Each test has a database of its own, ordered by code point', async () => {
  const [one, other] = await Promise.all([createDatabase(), createDatabase()])
  await one.pool.query('CREATE TABLE letters (letter text)')
  await one.pool.query(`INSERT INTO letters VALUES ('b'), ('B'), ('é'), ('a')`)
  const found = await one.pool.query<{ letter: string }>('SELECT letter FROM letters ORDER BY letter')
  expect(found.rows.map((row) => row.letter).join('')).toBe('Babé')
  await expect(other.pool.query('SELECT * FROM letters')).rejects.toThrow('does not exist')
  await Promise.all([one.drop(), other.drop()])
})
