import type { Inside } from '../call.ts'
import { inTransaction } from '../in-transaction.ts'
import type { Dataset } from './register.ts'

type Place = Pick<Inside, 'pool' | 'register' | 'assets'>

/** Writes down a new dataset. Returns whether there was none of its name. */
export async function insertDataset({ pool, register }: Place, dataset: Omit<Dataset, 'key' | 'createdAt'>): Promise<boolean> {
  const { project, name, aclMode, description, addonFor, profile, createdBy } = dataset
  const { rowCount } = await pool.query(
    `insert into lake.dataset (project, name, acl_mode, description, addon_for, profile, created_by)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [project, name, aclMode, description, addonFor, profile, createdBy],
  )
  await register.read()
  return rowCount === 1
}

/** Changes who may read a dataset, and what is said of it. */
export async function updateDataset({ pool, register }: Place, key: string, next: Pick<Dataset, 'aclMode' | 'description'>): Promise<void> {
  await pool.query('update lake.dataset set acl_mode = $2, description = $3 where key = $1', [key, next.aclMode, next.description])
  await register.read()
}

/** Deletes a dataset with all its rows, whatever table they are in; its pictures and files go when they are in no other. */
export async function deleteDataset({ pool, register, assets }: Place, key: string): Promise<void> {
  const lost = await inTransaction(pool, async (client) => {
    // As a writer does: what is being written is written, and what comes after finds no dataset.
    await client.query(`select pg_advisory_xact_lock(hashtextextended('lake.' || $1, 0))`, [key])
    const { rows } = await client.query<{ id: string }>(
      `select id from lake.document where dataset = $1 and type in ('sanity.imageAsset', 'sanity.fileAsset')`,
      [key],
    )
    // These know documents by their numbers alone.
    for (const table of ['attribute', 'wording'])
      await client.query(`delete from lake.${table} where document in (select number from lake.document where dataset = $1)`, [key])
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('lake.%I', table_name) as name from information_schema.columns where table_schema = 'lake' and column_name = 'dataset' order by table_name`,
    )
    for (const { name } of tables) await client.query(`delete from ${name} where dataset = $1`, [key])
    await client.query('delete from lake.dataset where key = $1', [key])
    return rows.map((row) => row.id)
  })
  await register.read()
  assets.lost(lost)
}
