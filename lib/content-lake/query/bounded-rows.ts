/** How many documents are read at once, and how many bytes of them: one more may come that goes beyond. */
export const MOST_ROWS = 500
const mostBytes = 4 * 1024 * 1024

/** A document as `boundedRowsSql` finds it. */
export interface BoundedRow {
  readonly id: string
  /** Its content as JSON, of the database's own writing. */
  readonly text: string
  /** How many bytes have been read with it. */
  readonly size: number
}

/** SQL for the next documents `d` of the dataset `$1` after the id `$2` that meet `where`, in the order of ids: as many as are not too many, nor too
 *  large together. It goes from one to the next, since nothing but the whole of a document tells how large it is. */
export function boundedRowsSql(where: string): string {
  const next = (after: string): string =>
    `select d.id, d.content::text as text from lake.document d where d.dataset = $1 and d.id > ${after} and ${where} order by d.id limit 1`
  return `with recursive found as (
    select n.id, n.text, octet_length(n.text) as size, 1 as place from (${next('$2')}) n
    union all
    select n.id, n.text, f.size + octet_length(n.text), f.place + 1 from found f cross join lateral (${next('f.id')}) n
    where f.size < ${mostBytes} and f.place < ${MOST_ROWS}
  ) select id, text, size from found order by place`
}

/** Whether `rows` are the last there are. */
export function areLast(rows: readonly BoundedRow[]): boolean {
  return rows.length < MOST_ROWS && (rows.at(-1)?.size ?? 0) < mostBytes
}
