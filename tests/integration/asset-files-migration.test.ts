import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { expect, test } from 'vitest'
import { createDatabase } from '#tests/support/database.ts'

const MIGRATIONS = readMigrationFiles({ migrationsFolder: join(import.meta.dirname, '../../lib/db/migrations') })

test('Pictures and files that were there before their list are on it after the migration, and nothing else is', async () => {
  const { pool, drop } = await createDatabase()
  try {
    await pool.query('drop table lake.asset_file')
    await pool.query(
      `insert into lake.document (dataset, id, type, revision, content)
       select dataset, id, type, 'r', '{}' from (values ('a', 'image-1', 'sanity.imageAsset'), ('b', 'image-1', 'sanity.imageAsset'),
         ('a', 'file-1', 'sanity.fileAsset'), ('a', 'page', 'page')) as given(dataset, id, type)`,
    )
    const migration = MIGRATIONS.find(({ sql }) => sql.some((statement) => statement.includes('"lake"."asset_file"')))
    for (const statement of migration?.sql ?? []) await pool.query(statement)
    const { rows } = await pool.query('select id from lake.asset_file order by id')
    expect(rows).toEqual([{ id: 'file-1' }, { id: 'image-1' }])
  } finally {
    await drop()
  }
})
