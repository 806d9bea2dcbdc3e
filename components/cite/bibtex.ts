import type { CitedPage } from './citation.ts'

/** Names of months that every style of BibTeX knows. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const

/** What TeX takes for a command, and how it is written instead. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': String.raw`\textbackslash{}`,
  '~': String.raw`\textasciitilde{}`,
  '^': String.raw`\textasciicircum{}`,
}

/**
 * `page` as an entry of BibTeX. Names and titles stand in two pairs of braces, so that no style takes them apart or changes their capitals. Letters
 * of every script stay as they are: today's programs read UTF-8.
 */
export function bibtexEntry({ id, title, author, site, date, address, written }: CitedPage): string {
  const fields = [
    `author = {{${escaped(author)}}}`,
    `title = {{${escaped(title)}}}`,
    `howpublished = {${escaped(site)}}`,
    ...(date ? [`year = {${date.getUTCFullYear()}}`, `month = ${MONTHS[date.getUTCMonth()] ?? ''}`, `day = {${date.getUTCDate()}}`] : []),
    // Addresses are read as they stand.
    `url = {${address.replaceAll('{', '%7B').replaceAll('}', '%7D')}}`,
    `language = {${escaped(written)}}`,
  ]
  return `@misc{${id},\n${fields.map((field) => `  ${field}`).join(',\n')}\n}\n`
}

function escaped(text: string): string {
  return text.replaceAll(/[\\{}&%$#_~^]/g, (sign) => ESCAPES[sign] ?? `\\${sign}`).replaceAll(/\s+/g, ' ')
}
