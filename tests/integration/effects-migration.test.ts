import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import fc from 'fast-check'
import { Pool } from 'pg'
import { expect, test } from 'vitest'
import { mendozaPatch, patchedState } from '#lib/content-lake/write/mendoza.ts'
import { createDatabase } from '#tests/support/database.ts'

const MIGRATIONS = readMigrationFiles({ migrationsFolder: join(import.meta.dirname, '../../lib/db/migrations') })

const content = fc.dictionary(
  fc.constantFrom('$', 'A', '_a', '_s', 'text', 'list', 'é'),
  fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.array(fc.record({ _key: fc.constantFrom('a', 'b'), n: fc.nat() })),
  ),
  { noNullPrototype: true },
)
const state = fc.record({ content, revision: fc.uuid() })

test('History that was kept with `_rev` among the fields leads to the same states after the migration', async () => {
  const { url, pool, drop } = await createDatabase()
  const database = `old_${url.split('/').at(-1)?.split('?')[0]}`
  await pool.query(`CREATE DATABASE ${database} TEMPLATE template0`)
  const old = new Pool({ connectionString: url.replace(/\/[^/?]+(\?|$)/, `/${database}$1`) })
  try {
    for (const statement of MIGRATIONS[0]?.sql ?? []) await old.query(statement)
    const walks = fc.sample(fc.array(state, { minLength: 3, maxLength: 6 }), { numRuns: 60, seed: 7 })
    const kept: { id: string; states: readonly ({ _rev: string } & Record<string, unknown>)[] }[] = []
    for (const [walk, steps] of walks.entries()) {
      const id = `walk-${walk}`
      const states = steps.map(({ content: fields, revision }) => ({
        ...fields,
        _id: id,
        _type: 't',
        _createdAt: '1',
        _updatedAt: '2',
        _rev: revision,
      }))
      kept.push({ id, states })
      const chain = [null, ...states, null]
      for (const [ordinal, after] of chain.entries()) {
        if (ordinal === 0) continue
        const before = chain[ordinal - 1] ?? null
        const { rows } = await old.query<{ sequence: string }>(
          `insert into lake.transaction (dataset, id, author, timestamp, results, published_tags, draft_tags) values ('d', $1, 'a', now(), '[]', '{}', '{}') returning sequence`,
          [`${id}-${ordinal}`],
        )
        await old.query(
          `insert into lake.change (sequence, position, dataset, document_id, ordinal, previous_revision, result_revision, mutations, apply, revert)
           values ($1, 0, 'd', $2, $3, $4, $5, '[]', $6, $7)`,
          [
            rows[0]?.sequence,
            id,
            ordinal,
            before?._rev ?? null,
            after?._rev ?? null,
            JSON.stringify(mendozaPatch(before, after)),
            JSON.stringify(mendozaPatch(after, before)),
          ],
        )
      }
    }
    for (const statement of MIGRATIONS[1]?.sql ?? []) await old.query(statement)
    for (const { id, states } of kept) {
      const { rows } = await old.query<{ apply: unknown[]; revert: unknown[] }>(
        'select apply, revert from lake.change where document_id = $1 order by ordinal',
        [id],
      )
      expect(JSON.stringify(rows)).not.toContain('_rev')
      const chain = [null, ...states, null]
      for (const [index, { apply, revert }] of rows.entries()) {
        const [before, after] = [chain[index] ?? null, chain[index + 1] ?? null]
        expect(patchedState(before as never, apply, after?._rev ?? null)).toEqual(after)
        expect(patchedState(after as never, revert, before?._rev ?? null)).toEqual(before)
      }
    }
  } finally {
    await old.end()
    await pool.query(`DROP DATABASE ${database} WITH (FORCE)`)
    await drop()
  }
})
