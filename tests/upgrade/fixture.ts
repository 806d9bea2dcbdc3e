import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Answers } from './questions.ts'

/** Where the states of earlier versions are kept, a folder each. */
export const FIXTURES = fileURLToPath(new URL('../fixtures/upgrade/', import.meta.url))

/** What an earlier state of the project left behind, and what its lake answered. */
export interface Fixture {
  /** The last migration that it knew. */
  readonly migration: string
  /** As `dumpRows` gives them. */
  readonly rows: string
  readonly answers: Answers
  /** Puts the uploaded files where a lake looks for them. */
  copyAssets(directory: string): void
}

export function fixtureNames(): string[] {
  return readdirSync(FIXTURES).toSorted()
}

export function readFixture(name: string): Fixture {
  const at = (file: string) => join(FIXTURES, name, file)
  return {
    migration: name,
    rows: readFileSync(at('rows.ndjson'), 'utf8'),
    answers: JSON.parse(readFileSync(at('answers.json'), 'utf8')) as Answers,
    copyAssets: (directory) => cpSync(at('assets'), directory, { recursive: true }),
  }
}
