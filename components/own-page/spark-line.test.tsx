import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { historyOf } from '#lib/figures/history.ts'
import { observation } from '#tests/support/observations.ts'
import { SparkLine } from './spark-line.tsx'

test('A course has a line for each run, and a dot for a value between two gaps', () => {
  const years = ['2001', '2002', '2008', '2014', '2015']
  const [row] = historyOf(years.map((period, index) => observation({ id: period, period, value: 100 + index })))
  if (!row) throw new Error('There is no row.')
  const drawn = /<path d="([^"]*)"/.exec(renderToStaticMarkup(<SparkLine row={row} label="Coca" />))?.[1] ?? ''
  const runs = drawn.split('M').filter(Boolean)
  expect(runs.map((run) => run.split('L').length)).toEqual([2, 1, 2])
  // A run of one value is drawn too: its line has no length, and a round end.
  expect(runs.every((run) => run.endsWith('h0'))).toBe(true)
})
