// Checks files of editions by what RFC 8785 says, and shares no code with the site: names sorted by code units, numbers and strings as ECMAScript writes them.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`
}

for (const file of process.argv.slice(2)) {
  const { edition, hash }: { edition: { previous: string | null }; hash: string } = JSON.parse(readFileSync(file, 'utf8'))
  const isRight = createHash('sha256').update(canonical(edition), 'utf8').digest('hex') === hash
  console.log(`${isRight ? 'right' : 'wrong'} ${hash} after ${edition.previous}`)
}
