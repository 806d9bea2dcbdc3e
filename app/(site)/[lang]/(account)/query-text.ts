/** A parameter of a page's query, where it stands there once. */
export function queryText(value: string | string[] | undefined): string | null {
  return typeof value === 'string' ? value : null
}
