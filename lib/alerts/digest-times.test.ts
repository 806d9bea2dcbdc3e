import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextDigest } from './digest-times.ts'

const at = (text: string) => new Date(text)

describe('when a digest is due', () => {
  it.each([
    ['daily', 'Europe/Berlin', '2026-03-28T05:59:00Z', '2026-03-28T06:00:00Z'],
    // The clock is put forward in the night: seven o'clock comes an hour sooner.
    ['daily', 'Europe/Berlin', '2026-03-28T06:00:00Z', '2026-03-29T05:00:00Z'],
    ['daily', 'Europe/Berlin', '2026-10-24T05:00:00Z', '2026-10-25T06:00:00Z'],
    ['daily', 'America/New_York', '2026-03-08T00:00:00Z', '2026-03-08T11:00:00Z'],
    ['daily', 'Pacific/Auckland', '2026-11-25T18:00:00Z', '2026-11-26T18:00:00Z'],
    ['daily', 'Asia/Kathmandu', '2026-11-26T00:00:00Z', '2026-11-26T01:15:00Z'],
    ['weekly', 'UTC', '2026-11-26T00:00:00Z', '2026-11-30T07:00:00Z'],
    ['weekly', 'UTC', '2026-11-30T07:00:00Z', '2026-12-07T07:00:00Z'],
    // It is Monday there while it is Sunday in UTC.
    ['weekly', 'Pacific/Auckland', '2026-11-29T12:00:00Z', '2026-11-29T18:00:00Z'],
    ['daily', 'No/Such', '2026-11-26T08:00:00Z', '2026-11-27T07:00:00Z'],
  ] as const)('%s in %s after %s: %s', (pace, zone, now, due) => {
    expect(nextDigest(pace, zone, at(now)).toISOString()).toBe(at(due).toISOString())
  })

  it('is seven by the clock of any zone, later than now, and no further away than a day or a week and the change of a clock', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        fc.date({ min: at('2024-01-01'), max: at('2030-01-01'), noInvalidDate: true }),
        fc.constantFrom('daily' as const, 'weekly' as const),
        (zone, now, pace) => {
          const due = nextDigest(pace, zone, now)
          const clock = new Intl.DateTimeFormat('en-GB', {
            timeZone: zone,
            hour: '2-digit',
            minute: '2-digit',
            weekday: 'long',
          }).formatToParts(due)
          const part = (wanted: string) => clock.find(({ type }) => type === wanted)?.value
          expect([part('hour'), part('minute')]).toEqual(['07', '00'])
          if (pace === 'weekly') expect(part('weekday')).toBe('Monday')
          expect(due.getTime()).toBeGreaterThan(now.getTime())
          expect(due.getTime() - now.getTime()).toBeLessThanOrEqual(((pace === 'weekly' ? 7 : 1) * 24 + 2) * 3_600_000)
        },
      ),
      { numRuns: 300 },
    )
  })
})
