/** Whether who sent the header `accept` would rather have a table than JSON.
 *  @see RFC 9110, section 12.5.1 */
export function prefersCsv(accept: string | undefined): boolean {
  if (accept === undefined || !accept.includes('csv')) return false
  const ratings = new Map(
    accept
      .toLowerCase()
      .slice(0, 1000)
      .split(',')
      .map((range) => {
        const [type = '', ...parameters] = range.split(';').map((part) => part.trim())
        const quality = parameters.find((parameter) => parameter.startsWith('q='))
        return [type, quality === undefined ? 1 : Number(quality.slice(2)) || 0] as const
      }),
  )
  return (ratings.get('text/csv') ?? 0) > (ratings.get('application/json') ?? 0)
}
