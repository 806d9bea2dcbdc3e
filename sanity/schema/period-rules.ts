/** A period as the form holds it. */
export interface PeriodValue {
  readonly type?: string | null
  readonly start?: string | null
  readonly end?: string | null
}

interface Complaint {
  readonly message: string
  readonly path: string[]
}

const ISO = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/

/** What each kind of period needs, and how exact its times are; undefined where any will do. */
const NEEDS: Readonly<Record<string, { readonly start: boolean; readonly end: boolean; readonly form?: RegExp; readonly as?: string }>> = {
  year: { start: true, end: true, form: /^\d{4}$/, as: 'a year, such as 2014' },
  'fiscal-year': { start: true, end: true, form: /^\d{4}$/, as: 'a year, such as 2014' },
  month: { start: true, end: true, form: /^\d{4}-\d{2}$/, as: 'a month, such as 2014-06' },
  range: { start: true, end: true },
  since: { start: true, end: false },
  cumulative: { start: false, end: false },
  'as-of': { start: true, end: true },
}

const complaint = (field: 'type' | 'start' | 'end', message: string): Complaint => ({ message, path: [field] })

/** What is wrong with a period and what to do about it, at its field; true if nothing is. An absent one is the affair of whoever requires it. */
export function checkPeriod(value: PeriodValue | undefined): true | Complaint {
  if (!value) return true
  const needs = NEEDS[value.type ?? '']
  if (!needs) return complaint('type', 'Choose what kind of period it is.')
  for (const field of ['start', 'end'] as const) {
    const time = value[field]
    if (!time && needs[field]) return complaint(field, field === 'start' ? 'Say when the period begins.' : 'Say when the period ends.')
    if (!time) continue
    if (!ISO.test(time)) return complaint(field, 'Write a year, month or day as 2014, 2014-06 or 2014-06-30.')
    if (needs.form && !needs.form.test(time)) return complaint(field, `Write ${needs.as ?? ''}.`)
  }
  const { start, end } = value
  if (!start || !end) return true
  if (isAfter(start, end)) return complaint('end', 'The period ends before it begins: exchange the two, or correct one.')
  if (needs.form && start !== end)
    return complaint('end', 'One year or month begins and ends in itself: write the same, or choose "From one time to another".')
  return true
}

/** Whether `start` lies wholly after `end`; the less exact of two counts as far as it goes. */
function isAfter(start: string, end: string): boolean {
  const length = Math.min(start.length, end.length)
  return start.slice(0, length) > end.slice(0, length)
}

/** A period as one reads it in a list of the Studio. */
export function periodWords({ type, start, end }: PeriodValue): string {
  if (type === 'cumulative' && !start) return 'in all'
  if (!start) return ''
  if (type === 'since') return `since ${start}`
  if (type === 'as-of') return `as of ${start}`
  const years = end && end !== start ? `${start} to ${end}` : start
  return type === 'fiscal-year' ? `fiscal year ${years}` : years
}
