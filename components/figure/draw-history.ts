import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import type { FigureLanguage } from '#lib/figures/figure-language.ts'
import { INTL_LOCALES } from '#lib/i18n/languages.ts'
import type { HistoryPoint, HistoryRow } from '#lib/figures/history.ts'
import type { DrawnNode } from './svg-elements.tsx'

/** The measures of a picture, in pixels. */
export interface Frame {
  readonly width: number
  readonly height: number
  /** Where the names of the series stand: at the ends of their lines, or above the picture where that is too narrow. */
  readonly names: 'end' | 'above'
}

/** The words that are drawn. */
export interface HistoryWords {
  readonly language: FigureLanguage
  readonly unit: string
  readonly rowName: (row: HistoryRow) => string
  /** The number of its source, as in the table. */
  readonly source: (point: HistoryPoint) => string
  /** Shown by browsers beside the pointer. */
  readonly title: (point: HistoryPoint) => string
  /** Whether a fact sheet gives it today. */
  readonly isStanding: (point: HistoryPoint) => boolean
}

const SYMBOLS = ['circle', 'square', 'triangle', 'diamond', 'star', 'wye'] as const
const DASHES = ['none', '6 4', '2 4', '10 3 2 3', '12 5', '1 3'] as const
const ROW_HEIGHT = 18
/** Pixels from one line of the grid to the next, at least: more lines would tell no more. */
const TICK_SPACING = 60
const MARGIN = { top: 30, bottom: 28, left: 58, right: 16 }

/** Rows are told apart by shape and dash first, by colour only in addition: the class `row-0`, `row-1`, … has it. */
function look(index: number) {
  const turn = index % SYMBOLS.length
  return { symbol: SYMBOLS[turn] ?? 'circle', dash: DASHES[turn] ?? 'none', className: `row-${turn}` }
}

/** Draws rows against time: a line for each run without a gap, a mark at each value with the number of its source, breaks as upright rules. */
export function drawHistory(rows: readonly HistoryRow[], frame: Frame, words: HistoryWords): DrawnNode {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const points = rows.flatMap((row) => row.points)
  const years = points.flatMap(({ year, span }) => [year, ...(span ?? [])])
  const values = points.flatMap(({ value, upperValue }) => [value, upperValue ?? value])
  const marginTop = MARGIN.top + (frame.names === 'above' ? rows.length * ROW_HEIGHT : 0)
  const marginRight = frame.names === 'end' ? 150 : MARGIN.right
  const number = new Intl.NumberFormat(INTL_LOCALES[words.language], { notation: Math.max(...values) >= 1e6 ? 'compact' : 'standard' })
  const y = Plot.scale({
    y: {
      type: 'linear',
      domain: [Math.min(0, ...values), Math.max(0, ...values)],
      nice: true,
      range: [frame.height - MARGIN.bottom, marginTop],
    },
  })
  const x = Plot.scale({
    x: {
      type: 'linear',
      domain: [Math.min(...years) - 0.5, Math.max(...years) + 0.5],
      range: [MARGIN.left, frame.width - marginRight],
    },
  })
  const xOf = (year: number): number => Number(x.apply(year))
  const yOf = (value: number): number => Number(y.apply(value))
  return Plot.plot({
    document,
    width: frame.width,
    height: frame.height,
    marginTop,
    marginRight,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    className: 'history-chart',
    x: { domain: x.domain, label: null },
    y: { domain: y.domain, label: null },
    marks: [
      Plot.gridY({ className: 'chart-grid', strokeOpacity: 1, tickSpacing: TICK_SPACING }),
      Plot.axisY({ tickFormat: (value: number) => number.format(value), tickSize: 0, tickSpacing: TICK_SPACING, className: 'chart-axis' }),
      Plot.axisX(yearTicks(years, frame.width), { tickFormat: (year: number) => String(year), tickSize: 0, className: 'chart-axis' }),
      Plot.text([words.unit], {
        frameAnchor: 'top-left',
        lineAnchor: 'bottom',
        dx: -MARGIN.left,
        dy: -12,
        textAnchor: 'start',
        className: 'chart-axis',
      }),
      Plot.ruleY([0], { className: 'chart-base' }),
      // Beneath the lines, so that the clear space around a number cuts none.
      ...sourceNumbers(rows, xOf, yOf, words),
      ...rows.flatMap((row, index) => rowMarks(row, index, words)),
      ...nameMarks(rows, frame, yOf, marginTop, words),
    ],
  })
}

function rowMarks(row: HistoryRow, index: number, { title, isStanding }: HistoryWords): Plot.Markish[] {
  const { symbol, dash, className } = look(index)
  const live = row.points.filter(({ isSuperseded }) => !isSuperseded)
  const old = row.points.filter(({ isSuperseded }) => isSuperseded)
  const spans = live.flatMap(({ span, value }) => (span ? [{ start: span[0], end: span[1], value }] : []))
  const at = { x: 'year', y: 'value' }
  return [
    Plot.ruleX(row.breaks, { className: 'chart-break', strokeDasharray: '3 2' }),
    Plot.ruleY(spans, { x1: 'start', x2: 'end', y: 'value', className }),
    Plot.ruleX(
      live.filter(({ upperValue }) => upperValue !== null),
      { x: 'year', y1: 'value', y2: 'upperValue', className },
    ),
    ...row.segments
      .filter((segment) => segment.length > 1)
      .map((segment) => Plot.line(segment, { ...at, className, strokeWidth: 1.75, strokeDasharray: dash })),
    Plot.dot(old, { ...at, symbol: 'times', r: 3.5, className: 'chart-superseded', title }),
    Plot.dot(row.points.filter(isStanding), { ...at, symbol: 'circle', r: 7, className: 'chart-standing' }),
    Plot.dot(live, { ...at, symbol, r: 3.5, className: `${className} chart-mark`, title }),
  ]
}

/** Numbers of sources above or below their marks; one that would cover another is left out. */
function sourceNumbers(
  rows: readonly HistoryRow[],
  xOf: (year: number) => number,
  yOf: (value: number) => number,
  { source }: HistoryWords,
): Plot.Markish[] {
  const live = rows.flatMap((row) => row.points.filter(({ isSuperseded }) => !isSuperseded).map((point) => ({ row, point })))
  const marks = live.map(({ point }) => ({ x: xOf(point.year), y: yOf(point.value), half: 4 }))
  const taken = [...marks]
  const placed = live.flatMap(({ row, point }, index) => {
    const text = source(point)
    const own = marks[index]
    const half = text.length * 2.75
    const isFree = (dy: number): boolean => {
      const [x, y] = [xOf(point.year), yOf(point.value) + dy]
      return taken.every((other) => other === own || Math.abs(other.x - x) >= other.half + half || Math.abs(other.y - y) >= 9)
    }
    const dy = (isValley(row, point) ? [10, -10] : [-10, 10]).find(isFree)
    if (dy === undefined) return []
    taken.push({ x: xOf(point.year), y: yOf(point.value) + dy, half })
    return [{ year: point.year, value: point.value, text, dy }]
  })
  return [-10, 10].map((dy) =>
    Plot.text(
      placed.filter((number) => number.dy === dy),
      { x: 'year', y: 'value', text: 'text', dy, className: 'chart-source' },
    ),
  )
}

function isValley({ segments }: HistoryRow, point: HistoryPoint): boolean {
  const segment = segments.find((candidate) => candidate.includes(point)) ?? []
  const index = segment.indexOf(point)
  const beside = [segment[index - 1], segment[index + 1]].filter((other) => other !== undefined)
  return beside.length > 0 && beside.every(({ value }) => value > point.value)
}

/** The name of each row with a piece of its line, at the height of its last value but never over another name. */
function nameMarks(
  rows: readonly HistoryRow[],
  { names }: Frame,
  yOf: (value: number) => number,
  top: number,
  { rowName }: HistoryWords,
): Plot.Markish[] {
  const ends = rows
    .map((row, index) => ({ name: rowName(row), index, y: yOf(row.points.at(-1)?.value ?? 0) }))
    .toSorted((a, b) => (names === 'end' ? a.y - b.y : a.index - b.index))
  let last = -Infinity
  return ends.flatMap(({ name, index, y }, place) => {
    last = Math.max(y, last + 2 * ROW_HEIGHT)
    const { symbol, dash, className } = look(index)
    const [dx, dy] = names === 'end' ? [22, last - top] : [-MARGIN.left + 14, -top + ROW_HEIGHT * (place + 0.5)]
    const anchor = names === 'end' ? ('top-right' as const) : ('top-left' as const)
    const sample = { frameAnchor: anchor, dx, dy, className }
    return [
      Plot.vector([0], { ...sample, length: 24, rotate: 90, anchor: 'middle', shape: { draw: drawStroke }, strokeDasharray: dash }),
      Plot.dot([0], { ...sample, symbol, r: 3.5, className: `${className} chart-mark` }),
      Plot.text([name], {
        frameAnchor: anchor,
        dx: dx + 18,
        dy,
        textAnchor: 'start',
        lineAnchor: 'middle',
        lineWidth: names === 'end' ? 10 : 40,
        className: 'chart-name',
      }),
    ]
  })
}

function drawStroke(context: { moveTo: (x: number, y: number) => void; lineTo: (x: number, y: number) => void }, length: number): void {
  context.moveTo(0, 0)
  context.lineTo(0, -length)
}

/** Whole years with room for their digits, counted from round ones. */
function yearTicks(years: readonly number[], width: number): readonly number[] {
  const [first, last] = [Math.ceil(Math.min(...years)), Math.floor(Math.max(...years))]
  const room = Math.max(1, Math.floor((width - 80) / 44))
  const step = [1, 2, 5, 10, 20, 50].find((candidate) => (last - first) / candidate < room) ?? 100
  const from = Math.ceil(first / step) * step
  return Array.from({ length: Math.max(0, Math.floor((last - from) / step) + 1) }, (_, index) => from + index * step)
}
