import type { Pool } from 'pg'

/** Puts published sheets beside those of the seed, as far as pages that list them look. */
export async function addSheets(pool: Pool, count: number): Promise<void> {
  await pool.query(
    `with made as (
       insert into publishing.sheet (document_id, language, slug, heading, number, state, state_at)
       select 'made-' || n, 'en', 'made-' || n, 'Made ' || n, 1, 'published', now() from generate_series(1, $1::integer) n returning document_id
     ) insert into publishing.revision (document_id, revision, number) select document_id, 'made', 1 from made`,
    [count],
  )
}

/** Has somebody follow `count` things, seven of ten of them published sheets, the others figures, and have read each sheet as it now is. */
export async function followMany(pool: Pool, userId: string, count: number): Promise<void> {
  const sheets = Math.ceil(count * 0.7)
  const { rowCount } = await pool.query(
    `insert into accounts.follow (user_id, kind, key)
     select $1, 'sheet', document_id from (select document_id from publishing.sheet where state = 'published' order by document_id limit $2) sheets`,
    [userId, sheets],
  )
  if (rowCount !== sheets) throw new Error(`There are ${rowCount} sheets to follow, and not ${sheets}.`)
  await pool.query(
    `insert into accounts.follow (user_id, kind, key) select $1, 'figure', 'indicator-' || n || ':country-' || n from generate_series(1, $2::integer) n`,
    [userId, count - sheets],
  )
  await pool.query(
    `insert into accounts.reading (user_id, document_id, revision)
     select f.user_id, s.document_id, max(r.revision) from accounts.follow f join publishing.sheet s on s.document_id = f.key and f.kind = 'sheet'
     join publishing.revision r on r.document_id = s.document_id and r.number = s.number where f.user_id = $1 group by 1, 2`,
    [userId],
  )
}
