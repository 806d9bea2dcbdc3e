import { publishedIdOf } from '../document-id.ts'
import { type Bound, type Condition, typesOf } from './condition.ts'
import { textKey } from './attributes.ts'
import { indexed, placeOf } from './index-entries.ts'
import type { Wanted } from './words.ts'

/** Where SQL is made for. */
export interface Statement {
  readonly dataset: string
  /** The values of `$1`, `$2`…; `$1` is the dataset. */
  readonly parameters: unknown[]
  /** Whether documents are seen under their published ids. */
  readonly grouped: boolean
  /** What the row of lake.document is called that it is about; `d` if nothing is said. */
  readonly row?: string
}

/** True for rows of lake.document `d` that the index does not know; whatever the index says, they may meet a condition. */
export const unknownToIndex = `d.indexed <> ${indexed}`

const mostPlaces = 50

export function bind({ parameters }: Statement, value: unknown): string {
  return `$${parameters.push(value)}`
}

/** Whether the answer to `condition` comes from the index. */
export function asksIndex(condition: Condition): boolean {
  switch (condition.kind) {
    case 'any':
    case 'ids':
    case 'base':
    case 'types':
    case 'refersTo':
    case 'prefix':
      return false
    case 'slugs':
    case 'equals':
    case 'range':
    case 'present':
    case 'words':
      return true
    case 'not':
      return asksIndex(condition.part)
    case 'and':
    case 'or':
      return condition.parts.some(asksIndex)
  }
}

const rowOf = ({ row = 'd' }: Statement): string => row

/** SQL that is true for each row of lake.document that meets `condition`. `types` are those that the row can have, null for any.
 *  @see asksIndex for what it does not know */
export function sqlOf(condition: Condition, statement: Statement, types: readonly string[] | null): string {
  const row = rowOf(statement)
  const id = `${row}.${statement.grouped ? 'base_id' : 'id'}`
  switch (condition.kind) {
    case 'any':
      return 'true'
    case 'ids':
      return `${id} = any(${bind(statement, condition.ids)}::text[])`
    case 'base':
      return `${row}.base_id = ${bind(statement, publishedIdOf(condition.id))}`
    case 'types':
      return typeIn(condition.types, statement)
    case 'refersTo':
      return condition.ids.every((one) => one.length <= 300) ? `${row}.refers_to && ${bind(statement, condition.ids)}::text[]` : 'true'
    case 'prefix':
      return `starts_with(${id}, ${bind(statement, condition.prefix)})`
    case 'slugs':
    case 'equals':
    case 'range':
    case 'present':
      return `${row}.number in (select document from lake.attribute where ${placeIn(pathOf(condition), statement, types)} and ${keyIn(condition, statement)})`
    case 'words':
      return `${row}.number in (select document from lake.wording where words @@ ${bind(statement, textQuery(condition.words))}::tsquery)`
    case 'not':
      return `not (${sqlOf(condition.part, statement, types)})`
    case 'and':
      return `(${condition.parts.map((part) => sqlOf(part, statement, types)).join(' and ')})`
    case 'or':
      return asksIndex(condition) ? eitherSql(condition.parts, statement, types) : simpleOr(condition.parts, statement, types)
  }
}

function simpleOr(parts: readonly Condition[], statement: Statement, types: readonly string[] | null): string {
  return `(${parts.map((part) => sqlOf(part, statement, types)).join(' or ')})`
}

/** Postgres looks at every document for an `or` of what is in different tables, but not for a union. As an array it is found once: joined, an `or`
 *  within an `or` could be found again for each document of each. */
function eitherSql(parts: readonly Condition[], statement: Statement, types: readonly string[] | null): string {
  const within = { ...statement, row: 'd' }
  const some = parts.map(
    (part) => `select d.number from lake.document d where d.dataset = $1 and ${sqlOf(part, within, typesOf(part) ?? types)}`,
  )
  return `${rowOf(statement)}.number = any(array(${some.join(' union all ')}))`
}

/** SQL as `sqlOf` makes it, but true wherever only the index could say no. */
export function relaxedSqlOf(condition: Condition, statement: Statement): string {
  if (condition.kind === 'and' || condition.kind === 'or')
    return `(${condition.parts.map((part) => relaxedSqlOf(part, statement)).join(` ${condition.kind} `)})`
  return asksIndex(condition) ? 'true' : sqlOf(condition, statement, null)
}

function typeIn(types: readonly string[], statement: Statement): string {
  const type = `${rowOf(statement)}.type`
  return types.length === 1 ? `${type} = ${bind(statement, types[0])}` : `${type} = any(${bind(statement, types)}::text[])`
}

/** SQL that is true for the rows of lake.attribute of values at `path`. */
function placeIn(path: string, statement: Statement, types: readonly string[] | null): string {
  if (types === null || types.length > mostPlaces)
    return `place = any(array(select id from lake.place where dataset = $1 and path = ${bind(statement, path)}))`
  const places = types.map((type) => placeOf(statement.dataset, type, path))
  return places.length === 1 ? `place = ${bind(statement, places[0])}::bigint` : `place = any(${bind(statement, places)}::bigint[])`
}

type OfAttribute = Condition & { readonly kind: 'slugs' | 'equals' | 'range' | 'present' }

function pathOf(condition: OfAttribute): string {
  return condition.kind === 'slugs' ? 'slug.current' : condition.path
}

function keyIn(condition: OfAttribute, statement: Statement): string {
  switch (condition.kind) {
    case 'slugs':
      return equalsOne(condition.slugs.map(textKey), statement)
    case 'equals':
      return equalsOne(condition.keys, statement)
    case 'range':
      return `key ${comparison('>', condition.from)} ${bind(statement, condition.from.key)} and key ${comparison('<', condition.to)} ${bind(statement, condition.to.key)}`
    case 'present':
      return 'true'
  }
}

function equalsOne(keys: readonly string[], statement: Statement): string {
  return keys.length === 1 ? `key = ${bind(statement, keys[0])}` : `key = any(${bind(statement, keys)}::text[])`
}

const comparison = (sign: '<' | '>', { inclusive }: Bound): string => (inclusive ? `${sign}=` : sign)

/** A `tsquery` as text. */
function textQuery(words: readonly Wanted[]): string {
  return words.map(({ word, prefix }) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'${prefix ? ':*' : ''}`).join(' & ')
}
