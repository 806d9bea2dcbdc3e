import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { BoundedLog } from './bounded-log.ts'

function directory(): string {
  const path = mkdtempSync(join(tmpdir(), 'chancery-log-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

test('A full log is kept once, and begun anew', () => {
  const path = join(directory(), 'database.log')
  const log = new BoundedLog(path, 10)
  for (const line of ['first line\n', 'second line\n', 'third line\n']) log.write(line)
  expect([readFileSync(`${path}.1`, 'utf8'), readFileSync(path, 'utf8')]).toEqual(['second line\n', 'third line\n'])
})

test('A log that can’t be written ends nothing, and its last words are known', () => {
  const place = directory()
  const log = new BoundedLog(join(place, 'database.log'))
  rmSync(place, { recursive: true })
  log.write('database system is shut down\n')
  expect(log.last).toBe('database system is shut down\n')
})
