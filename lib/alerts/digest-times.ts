/** When the mails of a day and of a week go, in the time zone of whoever gets them: in the morning, and on Mondays. */
const HOUR = 7
const MONDAY = 1
const DAY_MS = 86_400_000

/** The first time after `now` that a digest of `pace` is due in the time zone `zone`. The clock's hour counts, whether it was put forward or back
 *  meanwhile. A zone that nobody knows counts as UTC. */
export function nextDigest(pace: 'daily' | 'weekly', zone: string, now: Date): Date {
  const clock = clockIn(zone)
  const today = clock(now)
  for (let ahead = 0; ; ahead++) {
    const day = new Date(today.dayAtUtc + ahead * DAY_MS)
    if (pace === 'weekly' && day.getUTCDay() !== MONDAY) continue
    const due = instantOf(day.getTime(), clock)
    if (due > now) return due
  }
}

interface ClockReading {
  /** Midnight of the day in UTC, in ms since 1970. */
  readonly dayAtUtc: number
  /** What the clock shows, read as if it were UTC, in ms since 1970. */
  readonly shown: number
}

/** The instant at which the clock shows `HOUR` on the day whose midnight in UTC is `dayAtUtc`. */
function instantOf(dayAtUtc: number, clock: (at: Date) => ClockReading): Date {
  const wanted = dayAtUtc + HOUR * 3_600_000
  let at = wanted
  // The difference at a first guess may be that of the other side of a change of the clock; at the second it is not.
  for (let guess = 0; guess < 2; guess++) at += wanted - clock(new Date(at)).shown
  return new Date(at)
}

/** Reads a clock in `zone`. */
function clockIn(zone: string): (at: Date) => ClockReading {
  const format = formatIn(zone)
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return { dayAtUtc: Date.UTC(year, month - 1, day), shown: Date.UTC(year, month - 1, day, hour, minute, second) }
  }
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  return new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { ...options, hourCycle: 'h23', timeZone: isZone(timeZone) ? timeZone : 'UTC' })
}

/** Whether `zone` names a time zone. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
