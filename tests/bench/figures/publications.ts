import type { Pool } from 'pg'

/** Makes an edition of each sheet that stands in the lake's tables, as the site would have kept it but for its text, and notes what it shows. */
export async function fillEditions(pool: Pool, dataset: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('set synchronous_commit = off')
    for (const statement of STATEMENTS) await client.query(statement, [dataset])
    await client.query('vacuum analyze publishing.edition, publishing.published_figure, publishing.sheet')
  } finally {
    client.release(true)
  }
}

const SHEETS = `lake.document where dataset = $1 and type = 'factSheet'`

const STATEMENTS = [
  `insert into publishing.edition (document_id, number, transaction_id, sequence, published_at, language, slug, heading, is_major, figure_changes,
     content, hash, key_id, signature)
   select id, 1, 'bench', 0, '2020-01-01', 'en', content #>> '{slug,current}', content ->> 'title', false, '[]',
     json_build_object('sheet', content, 'observations', json_build_array())::text, encode(sha256(id::bytea), 'hex'), 'bench', 'bench' from ${SHEETS}`,
  `insert into publishing.sheet (document_id, language, slug, heading, number, state, state_at)
   select id, 'en', content #>> '{slug,current}', content ->> 'title', 1, 'published', '2020-01-01' from ${SHEETS}`,
  `insert into publishing.published_figure (document_id, observation_id, first_number, last_number, indicator_id, place_id, text)
   select shown.sheet, o.id, 1, 1, o.content #>> '{indicator,_ref}', o.content #>> '{place,_ref}', (o.content ->> 'value') || ' hectares'
   from (select distinct id as sheet, jsonb_path_query(content, 'strict $.** ? (@._type == "figure").observation._ref') #>> '{}' as observation from ${SHEETS}) shown
   join lake.document o on o.dataset = $1 and o.id = shown.observation`,
]
