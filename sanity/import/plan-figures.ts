import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { SanityClient } from '@sanity/client'
import { reference, type SeedDocument } from '../seed/seed-document.ts'
import { FIGURE_COLUMNS, figureIn, type FigureRow, REQUIRED_COLUMNS } from './figure-row.ts'
import { figuresOnSite, type FiguresOnSite, findNamed, type NamedDocument } from './figures-on-site.ts'
import { type ImportProblem, ImportRefused } from './import-problem.ts'
import { PROBLEMS_MAX } from './read-records.ts'
import { readTable, type Separator } from './read-table.ts'
import { citationsOf } from './sheet-sources.ts'
import { type Decimal, decimalOf } from './table-numbers.ts'
import { type Encoding, tableText } from './table-text.ts'

/** All rows of a table go in by one transaction. */
const ROWS_MAX = 5000

/** How a table is to be read; what is left out is found out. */
export interface TableOptions {
  readonly encoding?: Encoding | undefined
  readonly separator?: Separator | undefined
  readonly decimal?: Decimal | undefined
}

/** What importing a table of figures would do. */
export interface FigurePlan {
  readonly figures: readonly SeedDocument[]
  readonly sources: readonly SeedDocument[]
  readonly unchanged: number
}

/**
 * What importing the table of figures at `path` would do to the dataset of `client`. Writes nothing.
 * @throws {ImportRefused} with all that is wrong, by line and column: nothing of a table with one mistake is written
 */
export async function planFigures(client: SanityClient, path: string, options: TableOptions): Promise<FigurePlan> {
  const { separator, decimal: asked } = options
  const { rows } = readTable(await tableText(path, options.encoding), { separator, known: FIGURE_COLUMNS, required: REQUIRED_COLUMNS })
  if (rows.length > ROWS_MAX)
    throw new ImportRefused(`The table has ${rows.length} rows: make several of at most ${ROWS_MAX}. Nothing was written.`)
  const problems: ImportProblem[] = []
  const shown = decimalOf(rows.flatMap(({ cells }) => [cells.get('value') ?? [], cells.get('upper_value') ?? []].flat()))
  const figures = rows.flatMap((row) => figureIn(row, { asked, shown }, problems) ?? [])
  const site = await figuresOnSite(client)
  const documents = figures.flatMap((figure) => documentOf(figure, site, problems) ?? [])
  problems.push(...twice(documents), ...circles(documents))
  const present = await presentOf(client, documents)
  const fresh = documents.filter(({ document }) => !present.has(document._id))
  for (const { document, line } of documents) {
    const there = present.get(document._id)
    if (there && !isDeepStrictEqual(lasting(there), document))
      problems.push({
        line,
        path: 'id',
        message: 'Is published with other values, which stay: give it no id, and say in supersedes which it replaces',
      })
  }
  problems.push(...(await unknownPredecessors(client, fresh, documents)))
  if (problems.length > 0) {
    const found = problems.toSorted((one, other) => one.line - other.line).slice(0, PROBLEMS_MAX)
    throw new ImportRefused('The table cannot be imported; nothing was written.', found)
  }
  const sources = new Map(fresh.flatMap(({ source }) => (source ? [[source._id, source] as const] : [])))
  return { figures: fresh.map(({ document }) => document), sources: [...sources.values()], unchanged: documents.length - fresh.length }
}

/** Publishes what `plan` has, all of it or nothing. */
export async function writeFigures(client: SanityClient, { figures, sources }: FigurePlan): Promise<void> {
  const transaction = client.transaction()
  for (const source of sources) transaction.createIfNotExists(source)
  // What another takes the place of comes before it.
  const left = new Map(figures.map((figure) => [figure._id, figure]))
  const write = (figure: SeedDocument): void => {
    left.delete(figure._id)
    const earlier = left.get(predecessorOf(figure) ?? '')
    if (earlier) write(earlier)
    transaction.create(figure)
  }
  for (const figure of figures) if (left.has(figure._id)) write(figure)
  await transaction.commit({ visibility: 'async', returnDocuments: false })
}

interface PlacedFigure {
  readonly line: number
  readonly document: SeedDocument
  /** A source that may have to be made. */
  readonly source: SeedDocument | null
}

function documentOf(row: FigureRow, site: FiguresOnSite, problems: ImportProblem[]): PlacedFigure | null {
  const { line, fields } = row
  const before = problems.length
  const note = (path: string, message: string) => void problems.push({ line, path, message })
  const find = (documents: readonly NamedDocument[], column: 'indicator' | 'place' | 'unit' | 'series', what: string) => {
    const found = findNamed(documents, row[column])
    if (!found) note(column, `"${row[column]}" is not known on the site: correct it, or make ${what} in the Studio first`)
    return found
  }
  const indicator = find(site.indicators, 'indicator', 'the indicator')
  const place = find(site.places, 'place', 'the country or region')
  const unit = find(site.units, 'unit', 'the unit')
  const series = find(site.series, 'series', 'the series')
  if (indicator?.kind && unit?.kind && indicator.kind !== unit.kind)
    note(
      'unit',
      `"${row.indicator}" is measured in ${indicator.code ?? 'another unit'}, and ${row.unit} is no such unit: choose another unit, or another indicator`,
    )
  if (fields.source_id !== undefined && !site.sources.has(fields.source_id) && !fields.source_publisher)
    note('source_id', `"${fields.source_id}" is not known on the site: give source_publisher with source_title or source_url instead`)
  if (row.id !== null && !/^[\w-]{1,120}$/.test(row.id)) note('id', 'Must be letters, digits, hyphens and underscores, or empty')
  if (problems.length > before || !indicator || !place || !unit || !series) return null
  const { id: sourceId, source } = sourceOf(fields, site)
  const named = { indicator, place, unit, series }
  const body = given({
    _type: 'observation',
    ...Object.fromEntries(Object.entries(named).map(([field, { _id }]) => [field, reference(_id)])),
    measure: fields.measure,
    value: row.value,
    upperValue: row.upperValue,
    qualifier: fields.qualifier,
    asPrinted: fields.as_printed,
    period: given({ _type: 'period', ...row.period }),
    basePeriod: row.basePeriod && given({ _type: 'period', ...row.basePeriod }),
    breakdown: fields.breakdown,
    status: fields.status,
    note: fields.note,
    citation: given({
      _type: 'citation',
      source: reference(sourceId),
      page: fields.source_page,
      table: fields.source_table,
      accessedAt: fields.accessed_at,
    }),
    supersedes: fields.supersedes && reference(fields.supersedes),
    supersession: fields.supersedes && { _type: 'supersession', kind: fields.supersession_kind, reason: fields.supersession_reason },
  })
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 20)
  return { line, source, document: { ...body, _id: row.id ?? `observation-${hash}`, _type: 'observation' } }
}

/** The source that a row names: one that is here, or else the one that its words make, as for sheets. */
function sourceOf(fields: FigureRow['fields'], site: FiguresOnSite): { readonly id: string; readonly source: SeedDocument | null } {
  const { source_id: id, source_title: title, source_publisher: publisher = '', source_url: url, source_date: date } = fields
  if (id !== undefined && site.sources.has(id)) return { id, source: null }
  const words = { ...(title !== undefined && { title }), publisher, ...(url !== undefined && { url }), ...(date !== undefined && { date }) }
  const [source] = citationsOf([words]).documents
  return { id: source?._id ?? '', source: source ?? null }
}

function given(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))
}

function twice(figures: readonly PlacedFigure[]): readonly ImportProblem[] {
  const lines = new Map<string, number>()
  return figures.flatMap(({ document, line }) => {
    const first = lines.get(document._id)
    lines.set(document._id, first ?? line)
    return first === undefined ? [] : [{ line, path: '', message: `Says the same as line ${first}: remove one of them` }]
  })
}

function predecessorOf(figure: SeedDocument): string | null {
  const { supersedes } = figure as { supersedes?: { _ref: string } }
  return supersedes?._ref ?? null
}

/** Rows that take each other's place in a circle. A figure that is here already can't name one that is only in the table. */
function circles(figures: readonly PlacedFigure[]): readonly ImportProblem[] {
  const next = new Map(figures.map(({ document }) => [document._id, predecessorOf(document)]))
  return figures.flatMap(({ document, line }) => {
    const seen = new Set<string>()
    for (let id = next.get(document._id) ?? null; id !== null && !seen.has(id); id = next.get(id) ?? null) {
      if (id === document._id)
        return [{ line, path: 'supersedes', message: 'The figures would take each other’s place in a circle: correct one of them' }]
      seen.add(id)
    }
    return []
  })
}

async function presentOf(client: SanityClient, figures: readonly PlacedFigure[]): Promise<ReadonlyMap<string, SeedDocument>> {
  const ids = figures.map(({ document }) => document._id)
  const found = await client.fetch<SeedDocument[]>('*[_id in $ids]', { ids }, { perspective: 'raw' })
  return new Map(found.map((document) => [document._id, document]))
}

/** `document` without what the lake gives it. */
function lasting({ _rev, _createdAt, _updatedAt, ...document }: SeedDocument): object {
  return document
}

async function unknownPredecessors(
  client: SanityClient,
  fresh: readonly PlacedFigure[],
  all: readonly PlacedFigure[],
): Promise<readonly ImportProblem[]> {
  const wanted = fresh.flatMap(({ document }) => predecessorOf(document) ?? [])
  if (wanted.length === 0) return []
  const ids = await client.fetch<string[]>('*[_type == "observation" && _id in $wanted]._id', { wanted }, { perspective: 'published' })
  const known = new Set([...ids, ...all.map(({ document }) => document._id)])
  return fresh.flatMap(({ document, line }) => {
    const id = predecessorOf(document)
    if (id === null || known.has(id)) return []
    return [
      { line, path: 'supersedes', message: `No figure has the id "${id}": take the one that the site's download of the figure gives` },
    ]
  })
}
