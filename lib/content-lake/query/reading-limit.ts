import pg from 'pg'
import { queryError } from '../errors.ts'

/** How much of documents one place of a query may read, in characters of JSON. */
const mostRead = 256 * 1024 * 1024

/** How Postgres's values are read where documents may be many: past the limit no more of them are kept, and the query fails.
 *  @throws {LakeError} 400 then, from the query that it is given to */
export function withinLimit(most: number = mostRead): pg.CustomTypesConfig {
  let read = 0
  const parse = (text: string): unknown => {
    read += text.length
    if (read > most)
      throw queryError(
        `The query would look through more than ${Math.floor(most / 1024 / 1024)} Mi characters of documents: let its filter say more of them, such as the type, an attribute that equals something, or words`,
        '',
      )
    return JSON.parse(text)
  }
  // The one type that contents have.
  return { getTypeParser: (type, format) => (type === pg.types.builtins.JSONB ? parse : pg.types.getTypeParser(type, format)) }
}
