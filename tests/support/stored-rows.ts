import { Pool } from 'pg'

/** Tables of ours, those that others refer to first. */
const TABLES = `
  with recursive ours as (
    select c.oid, c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'drizzle')
  ), refers as (
    select distinct conrelid as "from", confrelid as "to" from pg_constraint where contype = 'f' and conrelid <> confrelid
  ), depth as (
    select oid, 0 as level from ours union select refers."from", depth.level + 1 from refers join depth on depth.oid = refers."to"
  )
  select name from ours join depth using (oid) group by name order by max(level), name`

const COLUMNS = `
  select quote_ident(attname) as name from pg_attribute
  where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`

const COUNTED = `
  select attrelid::regclass::text as "table", attname::text as "column" from pg_attribute
  where attidentity <> '' and not attisdropped and attrelid::regclass::text !~ '^pg_'`

/** Every row of every table of ours behind `url`, one a line as `{"table", "row"}`, in an order in which they can be put in again. */
export async function dumpRows(url: string): Promise<string> {
  return withPool(url, async (pool) => {
    const { rows: tables } = await pool.query<{ name: string }>(TABLES)
    const lines: string[] = []
    for (const { name } of tables) {
      // As text: numbers may be larger than JavaScript can count.
      const { rows } = await pool.query<{ row: string }>(`select to_json(t)::text as row from ${name} t`)
      lines.push(...rows.map(({ row }) => `{"table":${JSON.stringify(name)},"row":${row}}`).toSorted())
    }
    return lines.map((line) => `${line}\n`).join('')
  })
}

/** Puts rows in again that `dumpRows` gave, into tables of the same form. What the database computes itself is computed anew. */
export async function restoreRows(url: string, dump: string): Promise<void> {
  const byTable = Map.groupBy(
    dump.split('\n').filter((line) => line !== ''),
    (line) => (JSON.parse(line) as { table: string }).table,
  )
  await withPool(url, async (pool) => {
    for (const [table, lines] of byTable) {
      const { rows } = await pool.query<{ name: string }>(COLUMNS, [table])
      const columns = rows.map(({ name }) => name).join(', ')
      await pool.query(
        `insert into ${table} (${columns}) overriding system value
         select ${columns} from json_populate_recordset(null::${table}, (select json_agg(line -> 'row') from json_array_elements($1) line))`,
        [`[${lines.join(',')}]`],
      )
    }
    // Numbers that the database counts itself go on behind the last one.
    const { rows: counters } = await pool.query<{ table: string; column: string }>(COUNTED)
    for (const { table, column } of counters)
      await pool.query(`select setval(pg_get_serial_sequence($1, $2), max(${column})) from ${table} having max(${column}) is not null`, [
        table,
        column,
      ])
  })
}

async function withPool<Result>(url: string, work: (pool: Pool) => Promise<Result>): Promise<Result> {
  const pool = new Pool({ connectionString: url, max: 1 })
  // The server may end before the connection is closed.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}
