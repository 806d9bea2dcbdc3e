import { dateFormat } from './formats.ts'

const SHAPE = /^(?<year>\d{4})(?:-(?<month>\d{2})(?:-(?<day>\d{2}))?)?$/

interface Parts {
  readonly year: number
  readonly month: number | null
  readonly day: number | null
}

function partsOf(date: string): Parts | null {
  const groups = SHAPE.exec(date)?.groups
  if (!groups) return null
  const [year, month, day] = [Number(groups['year']), groups['month'], groups['day']]
  return { year, month: month === undefined ? null : Number(month), day: day === undefined ? null : Number(day) }
}

/** Whether `date` is a year, a month or a day that there is, as ISO 8601 writes it: `2021`, `2021-06` or `2021-06-22`. */
export function isReducedDate(date: string): boolean {
  const parts = partsOf(date)
  if (!parts) return false
  const { year, month, day } = parts
  if (month === null) return true
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return month >= 1 && month <= 12 && (day === null || (day >= 1 && day <= lastDay))
}

/** Whether `date` lies wholly before `other`: `2021-05` before `2021-06-22`, but `2021` not before `2021-06`. */
export function isBefore(date: string, other: string): boolean {
  const length = Math.min(date.length, other.length)
  return date.slice(0, length) < other.slice(0, length)
}

/** `date` in words, as exactly as it is known: "June 22, 2021", "June 2021" or "2021". What is no date comes back as it is. */
export function formatReducedDate(date: string, language: string): string {
  const parts = partsOf(date)
  if (!parts || !isReducedDate(date)) return date
  const { year, month, day } = parts
  const instant = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1))
  return dateFormat(language, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month !== null && { month: 'long' }),
    ...(day !== null && { day: 'numeric' }),
  }).format(instant)
}
