import type { SanityClient } from '@sanity/client'
import { describePlan } from '#sanity/import/describe-plan.ts'
import { planFigures, type TableOptions, writeFigures } from '#sanity/import/plan-figures.ts'
import { planImport, transactionsOfStep } from '#sanity/import/plan-import.ts'
import { isSanityFile, planDocuments, writeDocuments } from '#sanity/import/sanity-documents.ts'
import { writeImport } from '#sanity/import/write-import.ts'
import { isAgreed } from './is-agreed.ts'

/** How often progress is told. */
const PROGRESS_MS = 1000

/** What was asked for on the command line. */
export interface ImportOrder {
  readonly path: string
  readonly isDryRun: boolean
  /** Not asked before writing. */
  readonly isAgreed: boolean
  /** How a table is read, as far as somebody said. */
  readonly table?: TableOptions
}

/** Says what importing the file would do, asks, and does it; tells of it by `say`.
 *  @returns whether all of the file is there now, or would be: nothing refused, and nobody said no
 *  @throws {ImportRefused} if the file can't be imported at all */
export async function importContent(client: SanityClient, order: ImportOrder, say: (line: string) => void): Promise<boolean> {
  if (/\.(?:csv|tsv|txt)$/i.test(order.path)) return await importFigures(client, order, say)
  return (await isSanityFile(order.path)) ? await importDocuments(client, order, say) : await importSheets(client, order, say)
}

async function importSheets(client: SanityClient, order: ImportOrder, say: (line: string) => void): Promise<boolean> {
  const plan = await planImport(client, order.path)
  for (const line of describePlan(plan)) say(line)
  const isWhole = plan.sheets.every(({ step }) => step.kind !== 'refused')
  const total = plan.sheets.reduce((sum, sheet) => sum + transactionsOfStep(sheet), 0)
  if (total === 0 || order.isDryRun) {
    say(nothingWritten(order, total))
    return isWhole
  }
  if (!(await mayWrite(order, client, say))) return false
  let written = 0
  const tell = atMostEvery(PROGRESS_MS, () => say(`${written} of ${total} written`))
  await writeImport(client, plan, () => {
    written += 1
    tell()
  })
  say(`Done: ${written} written.`)
  return isWhole
}

async function importDocuments(client: SanityClient, order: ImportOrder, say: (line: string) => void): Promise<boolean> {
  const plan = await planDocuments(client, order.path)
  const { created, changed, unchanged } = plan
  say(`Sanity's documents: ${created.length} new, ${changed.length} changed, ${unchanged} unchanged`)
  const total = created.length + changed.length
  if (total === 0 || order.isDryRun) {
    say(nothingWritten(order, total))
    return true
  }
  if (!(await mayWrite(order, client, say))) return false
  let step = ''
  const tell = atMostEvery(PROGRESS_MS, () => say(step))
  const warnings = await writeDocuments(client, plan, (current) => {
    step = current
    tell()
  })
  for (const warning of warnings) say(warning)
  say(`Done: ${total} documents written.`)
  return warnings.length === 0
}

async function importFigures(client: SanityClient, order: ImportOrder, say: (line: string) => void): Promise<boolean> {
  const plan = await planFigures(client, order.path, order.table ?? {})
  const total = plan.figures.length
  say(`Figures: ${total} new, ${plan.unchanged} unchanged; ${plan.sources.length} sources that may be new`)
  if (total === 0 || order.isDryRun) {
    say(nothingWritten(order, total))
    return true
  }
  if (!(await mayWrite(order, client, say))) return false
  await writeFigures(client, plan)
  say(`Done: ${total} figures written.`)
  return true
}

function nothingWritten({ isDryRun }: ImportOrder, total: number): string {
  return isDryRun && total > 0 ? 'Nothing was written, as --dry-run asks for.' : 'There is nothing to write.'
}

async function mayWrite(order: ImportOrder, client: SanityClient, say: (line: string) => void): Promise<boolean> {
  if (order.isAgreed || (await isAgreed(`This publishes it at once, in the dataset ${client.config().dataset}.`, 'import'))) return true
  say('Nothing was written. Say yes with --yes where nobody can be asked.')
  return false
}

function atMostEvery(ms: number, work: () => void): () => void {
  let last = performance.now()
  return () => {
    if (performance.now() - last < ms) return
    last = performance.now()
    work()
  }
}
