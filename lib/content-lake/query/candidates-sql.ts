import { unordered } from './attributes.ts'
import { type Condition, typesOf } from './condition.ts'
import { asksIndex, bind, relaxedSqlOf, sqlOf, type Statement, unknownToIndex } from './condition-sql.ts'
import type { Excerpt } from './excerpt.ts'

/** What of the rows of lake.document a view shows, as SQL about the row `d`. */
export interface Scope extends Statement {
  /** True for states that count at all. */
  readonly visible: string
  /** True for those that no other state of the document hides; needed where they are counted or taken in an order. */
  readonly winner: () => string
}

type First = Excerpt & { readonly kind: 'first' }

const from = 'from lake.document d where d.dataset = $1'

/** The numbers of the rows that meet `condition`, as a subselect, the rows that the index does not know among them. */
function numbersOf(scope: Scope, condition: Condition, column: 'number' | 'base_id', more = ''): string {
  const wanted = sqlOf(condition, scope, typesOf(condition))
  const known = `select d.${column} ${from} and ${scope.visible}${more} and ${wanted}`
  if (!asksIndex(condition)) return known
  return `${known} union all select d.${column} ${from} and ${unknownToIndex} and ${scope.visible}${more} and ${relaxedSqlOf(condition, scope)}`
}

/** SQL for the contents of all rows that may meet `condition`. Where documents are seen as groups, of all rows of their groups: a state that
 *  is hidden by another may be the one that meets the condition, and the other way round. */
export function allSql(scope: Scope, condition: Condition): string {
  const chosen = chosenSql(scope, condition)
  return `select d.content ${from} and ${scope.visible} and ${chosen} order by d.id`
}

function chosenSql(scope: Scope, condition: Condition): string {
  if (scope.grouped) return condition.kind === 'any' ? 'true' : `d.base_id in (${numbersOf(scope, condition, 'base_id')})`
  return asksIndex(condition) ? `d.number in (${numbersOf(scope, condition, 'number')})` : sqlOf(condition, scope, typesOf(condition))
}

/** SQL for how many rows meet `condition`, which says all that the filter says. Rows that the index does not know are in `unknown`. */
export function countSql(scope: Scope, condition: Condition): string {
  const wanted = sqlOf(condition, scope, typesOf(condition))
  const unknown = asksIndex(condition) ? `(select count(*)::integer ${from} and ${unknownToIndex})` : '0'
  return `select count(*)::integer as count, ${unknown} as unknown ${from} and ${scope.visible} and ${scope.winner()} and ${wanted}`
}

/** SQL that looks whether more than `most` rows meet `condition`, without counting on. */
export function manySql(scope: Scope, condition: Condition, most: number): string {
  return `select count(*) > ${most} as many from (select 1 from (${numbersOf(scope, condition, 'number')}) found limit ${most + 1}) counted`
}

/** Whether rows that meet `condition` are usual among those of their type, so that walking through all in an order soon finds some. */
export function isBroad(condition: Condition): boolean {
  switch (condition.kind) {
    case 'any':
    case 'types':
    case 'present':
    case 'not':
      return true
    case 'and':
    case 'or':
      return condition.parts.every(isBroad)
    default:
      return false
  }
}

/** Whether hardly any rows can meet `condition`. */
export function isNarrow(condition: Condition): boolean {
  if (condition.kind === 'and') return condition.parts.some(isNarrow)
  return condition.kind === 'ids' || condition.kind === 'slugs' || condition.kind === 'base'
}

/** SQL for the contents of the rows that come first of those that meet `condition`; others may be among them. Only rows that win are there. */
export function firstSql(scope: Scope, condition: Condition, { order, upTo }: First): string {
  const types = typesOf(condition)
  const wanted = `${scope.visible} and ${scope.winner()} and ${sqlOf(condition, scope, types)}`
  const id = scope.grouped ? 'd.base_id' : 'd.id'
  const parts = order === null ? [firstByIdSql(scope, types, wanted, id, upTo)] : firstByPathSql(scope, types, wanted, id, order, upTo)
  if (asksIndex(condition) || order !== null)
    parts.push(
      `select d.number ${from} and ${unknownToIndex} and ${scope.visible} and ${scope.winner()} and ${relaxedSqlOf(condition, scope)}`,
    )
  return `select d.content ${from} and d.number = any(array(${parts.map((part) => `(${part})`).join(' union ')})) order by d.id`
}

/** Type by type, since the index has them one after the other. */
function firstByIdSql(scope: Scope, types: readonly string[] | null, wanted: string, id: string, upTo: number): string {
  const rows = `${from} and ${wanted}`
  if (types === null || types.length < 2) return `select d.number ${rows} order by ${id} limit ${upTo}`
  return `select f.number from unnest(${bind(scope, types)}::text[]) t(type) cross join lateral (select d.number ${rows} and d.type = t.type order by ${id} limit ${upTo}) f`
}

function firstByPathSql(
  scope: Scope,
  types: readonly string[] | null,
  wanted: string,
  id: string,
  order: NonNullable<First['order']>,
  upTo: number,
): string[] {
  // The fence of `offset 0` leaves nothing but to go through the values in their order, and to look at each document on the way.
  const ordered = `select f.number from lake.place p cross join lateral (
    select e.number from lake.attribute a cross join lateral (
      select d.number from lake.document d where d.number = a.document and d.dataset = $1 and ${wanted} offset 0) e
    where a.place = p.id and a.key < '${unordered}'
    order by a.key ${order.descending ? 'desc' : 'asc'} fetch first ${upTo} rows with ties) f
    where p.dataset = $1 and p.path = ${bind(scope, order.path)}${types === null ? '' : ` and p.type = any(${bind(scope, types)}::text[])`}`
  // What has no value to order by stands first or last, all alike: so by id, unless something else orders it further.
  const some = order.further ? '' : `order by ${id} limit ${upTo}`
  const lacking = `select f.number from lake.shape s cross join lateral (select d.number from lake.document d where d.shape = s.id and d.dataset = $1 and ${wanted} ${some}) f
    where s.dataset = $1${types === null ? '' : ` and s.type = any(${bind(scope, types)}::text[])`} and not s.paths @> array[${bind(scope, order.path)}]`
  return [ordered, lacking]
}
