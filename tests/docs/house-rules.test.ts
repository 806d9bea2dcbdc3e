import { expect, test } from 'vitest'
import { projectFiles, textOf } from './project-files.ts'

const SOURCES = projectFiles('*.ts', '*.tsx', '*.mjs', '*.css', '*.md', '*.json', '*.jsonc', '.ci/*')

/** Each line of the project's files that matches, as `file:line`. */
function findLines(pattern: RegExp, files: readonly string[]): string[] {
  return files.flatMap((file) =>
    textOf(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
  )
}

test('No file stands in a drawer without a subject', () => {
  expect(projectFiles().filter((path) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.\w+$)/.test(path))).toEqual([])
})

test('No test is skipped, singled out or put off', () => {
  const tests = SOURCES.filter((path) => /\.(test|spec)\.tsx?$/.test(path))
  // A test that does not apply here says so when it runs: `skip('not applicable: …')`.
  expect(findLines(/\b(it|test|describe)\.(only|todo|fixme)\b|\b(it|test|describe)\.skip\((?!.*not applicable: )/, tests)).toEqual([])
})

test('No test waits for a time instead of for the thing itself', () => {
  expect(
    findLines(
      /waitForTimeout\(|setTimeout\((r|resolve), *\d{2,}/,
      SOURCES.filter((path) => path.startsWith('tests/')),
    ),
  ).toEqual([])
})

test('No file names a place of one machine', () => {
  expect(findLines(/(^|[\s"'`(=])\/(work|home\/[a-z]+|Users\/[A-Za-z]+)\//, SOURCES)).toEqual([])
})

test('The lock file binds to no registry of one house', () => {
  expect(textOf('package-lock.json')).not.toMatch(/"resolved": "https?:/)
})

/** Words of notes to oneself, in parts so that this line is not found. */
const NOTES = [
  ['TO', 'DO'],
  ['FIX', 'ME'],
  ['HA', 'CK'],
].map((parts) => parts.join(''))

test('What is left to do has an issue, not a note in the code', () => {
  const note = new RegExp(`\\b(${NOTES.join('|')})\\b(?! ?\\(?#\\d)`)
  expect(
    findLines(
      note,
      SOURCES.filter((path) => /\.(tsx?|mjs|css)$/.test(path)),
    ),
  ).toEqual([])
})

test('Nothing silences the compiler', () => {
  expect(
    findLines(
      /@ts-ignore|@ts-nocheck|\bas any\b|: any\b/,
      SOURCES.filter((path) => /\.(ts|tsx)$/.test(path) && !path.startsWith('tests/docs/')),
    ),
  ).toEqual([])
})
