import { escapeText } from 'entities/escape'
import type { BelongingName } from '#lib/own-data/belongings.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { directionOf } from '#lib/i18n/written-language.ts'

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#16202c}h1,h2{line-height:1.2}table{border-collapse:collapse;width:100%}th,td{border:1px solid #d9d4c7;padding:.4rem .6rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}'

type Row = Readonly<Record<string, unknown>>

/** What goes into the file. */
export interface DataFile {
  readonly site: string
  readonly madeAt: Date
  readonly person: Row
  readonly roles: readonly Row[]
  readonly belongings: readonly { readonly name: BelongingName; readonly rows: readonly Row[] }[]
  readonly events: readonly Row[]
  readonly content: { readonly pseudonyms: readonly string[]; readonly transactions: number; readonly settings: readonly Row[] }
}

/** Everything that is kept of a person as one page that needs nothing else: no script, no request. */
export function dataPage(file: DataFile, language: Language): string {
  const words = translate('ownAccount', language)
  const { pseudonyms, transactions, settings } = file.content
  const parts = [
    section(words('kept_person'), [file.person]),
    ...file.belongings.map(({ name, rows }) => section(words(`kept_${name}`), rows)),
    section(words('kept_roles'), file.roles),
    section(words('kept_events'), file.events),
    section(words('kept_content'), [...(pseudonyms.length > 0 ? [{ pseudonyms, transactions }] : []), ...settings]),
  ]
  const title = escapeText(words('dataTitle'))
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1><p>${escapeText(file.site)}, ${file.madeAt.toISOString()}</p>${parts.join('')}</body></html>
`
}

function section(title: string, rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const head = columns.map((column) => `<th scope="col">${escapeText(column)}</th>`).join('')
  const body = rows.map((row) => `<tr>${columns.map((column) => `<td>${escapeText(textOf(row[column]))}</td>`).join('')}</tr>`).join('')
  const table = rows.length === 0 ? '<p>0</p>' : `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
  return `<h2>${escapeText(title)}</h2>${table}`
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'string' ? value : JSON.stringify(value)
}
