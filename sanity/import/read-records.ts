import type { z } from 'zod'
import { fileLines, type FileLine } from './file-lines.ts'
import { type ImportProblem, ImportRefused } from './import-problem.ts'
import { type ImportRecord, recordSchema } from './record.ts'

/** After so many problems reading stops: they are likely to be one. */
export const PROBLEMS_MAX = 20

/** A record and the line it stands on. */
export interface PlacedRecord<Kind extends ImportRecord = ImportRecord> {
  readonly line: number
  readonly record: Kind
}

/** The records of the file at `path`, in order, one at a time. What is wrong with a line is noted in `problems`, and reading goes on.
 *  @throws {ImportRefused} if the file can't be read, is no UTF-8, or has too many problems */
export async function* readRecords(path: string, problems: ImportProblem[]): AsyncGenerator<PlacedRecord> {
  for await (const line of fileLines(path)) {
    const record = recordOf(line, problems)
    if (problems.length >= PROBLEMS_MAX)
      throw new ImportRefused('The file cannot be imported; nothing was written. These are the first problems:', problems)
    if (record) yield { line: line.number, record }
  }
}

function recordOf({ number, text }: FileLine, problems: ImportProblem[]): ImportRecord | null {
  const value = valueOf(text)
  if (value === undefined) {
    problems.push({ line: number, path: '', message: notJson(text) })
    return null
  }
  const parsed = recordSchema.safeParse(value)
  if (parsed.success) return parsed.data
  problems.push(...parsed.error.issues.map((issue) => ({ line: number, path: pathText(issue.path), message: messageOf(issue) })))
  return null
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function notJson(text: string): string {
  return /^\s*[[{]\s*$/.test(text)
    ? 'Is only the beginning of a JSON value. Write each record on one line, as `jq -c` does'
    : 'Is not JSON. Each line must be one JSON object'
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `Has fields that are not known (${issue.keys.join(', ')}): remove them, or see docs/importing.md for the names`
  if (issue.code === 'invalid_type' && issue.input === undefined) return `Is missing: it must be of the type ${issue.expected}`
  return issue.message
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`)).join('')
}
