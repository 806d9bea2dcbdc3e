import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { corpus } from '#tests/support/figures-corpus.ts'
import { observation, type Given } from '#tests/support/observations.ts'
import { bearsOut } from './agreement.ts'
import { checkClaim, claimSchema, type Claim } from './claim.ts'
import type { Observation } from './observation.ts'

const claim = (given: Partial<Claim>): Claim => ({ basis: 'computed', comparison: 'change', observations: [], window: null, ...given })
const eradicated = (value: number, period: string, given: Given = {}) =>
  observation({ id: period, indicator: 'coca-eradication', value, period, ...given })
const percent = (value: number, given: Given = {}) => observation({ value, unit: 'percent', measure: 'change', ...given })

const KNOWN = [eradicated(10_000, '2011'), eradicated(14_000, '2012'), eradicated(23_800, '2013'), eradicated(31_205, '2014')]
const RISE = claim({ observations: ['2013', '2014'] })

describe('checkClaim of a change', () => {
  it('holds "over 31 percent" against what the levels give, and never checks what is stated', () => {
    const over = percent(31, { qualifier: 'over', asPrinted: 'over 31 percent' })
    expect(checkClaim(RISE, KNOWN, over)).toMatchObject({ outcome: 'holds' })
    expect(checkClaim({ ...RISE, basis: 'stated' }, [], null)).toMatchObject({ outcome: 'unchecked', reason: 'stated' })
  })

  it('fails with what is said and what comes out', () => {
    expect(checkClaim(RISE, KNOWN, percent(25))).toMatchObject({
      outcome: 'fails',
      message: 'The text says +25 percent; the data give 31.11.',
    })
  })

  it('fails after a correction, because the successor is taken', () => {
    const corrected = eradicated(24_500, '2013', { id: 'corrected', supersedes: '2013' })
    const over = percent(31, { qualifier: 'over' })
    expect(checkClaim(RISE, [...KNOWN, corrected], over)).toMatchObject({ outcome: 'fails' })
  })

  it('takes a difference in the unit of the levels', () => {
    const difference = { ...RISE, comparison: 'difference' as const }
    expect(checkClaim(difference, KNOWN, observation({ value: 7405, measure: 'change' }))).toMatchObject({ outcome: 'holds' })
    expect(checkClaim(difference, KNOWN, percent(31))).toMatchObject({ outcome: 'unchecked', reason: 'unlike-units' })
  })

  it.each<[string, Partial<Claim>, Observation | null]>([
    ['no-figure', {}, null],
    ['too-few', { observations: ['2013'] }, percent(31)],
    ['unknown-observation', { observations: ['2013', '2031'] }, percent(31)],
    ['outside-window', { window: { start: '2014', end: null } }, percent(31)],
    ['unlike-units', {}, observation({ value: 31 })],
    ['reversed', { observations: ['2014', '2013'] }, percent(31)],
  ])('says why it can not be checked and what to do: %s', (reason, given, claimed) => {
    const check = checkClaim({ ...RISE, ...given }, KNOWN, claimed)
    expect(check).toMatchObject({
      outcome: 'unchecked',
      reason,
      message: expect.stringMatching(/\b(Choose|Bind|Publish|Change|Exchange)\b.*\.$/),
    })
  })

  it('says so when what it rests on is superseded in a circle', () => {
    const circle = [observation({ id: 'a', supersedes: 'b' }), observation({ id: 'b', supersedes: 'a' })]
    expect(checkClaim({ ...RISE, observations: ['a', 'b'] }, circle, percent(1))).toMatchObject({ outcome: 'unchecked', reason: 'circle' })
  })
})

describe('checkClaim of a rank', () => {
  const areas = ['peru', 'colombia', 'bolivia'].map((place, index) =>
    observation({ id: place, place, value: [46_500, 112_000, 35_000][index] ?? 0 }),
  )
  const second = observation({ value: 2, unit: 'rank' })

  it('counts those that are more', () => {
    const ranked = claim({ comparison: 'rank', observations: ['peru', 'colombia', 'bolivia'] })
    expect(checkClaim(ranked, areas, second)).toEqual({ outcome: 'holds', computed: 2 })
    expect(checkClaim({ ...ranked, observations: ['bolivia', 'colombia', 'peru'] }, areas, second)).toMatchObject({
      outcome: 'fails',
      computed: 3,
    })
  })

  it('ranks no values of another time, and none alone', () => {
    const known = [...areas, observation({ id: 'older', place: 'bolivia', period: '2009' })]
    const ranked = claim({ comparison: 'rank', observations: ['peru', 'older'] })
    expect(checkClaim(ranked, known, second)).toMatchObject({ reason: 'unlike-ranked' })
    expect(checkClaim({ ...ranked, observations: ['peru'] }, known, second)).toMatchObject({ reason: 'too-few' })
  })
})

describe('checkClaim of the highest and the lowest', () => {
  const highest = claim({ comparison: 'highest', observations: ['2014'], window: { start: '2011', end: '2014' } })

  it('compares one series within the named time', () => {
    expect(checkClaim(highest, KNOWN, null)).toEqual({ outcome: 'holds', computed: 31_205 })
    expect(checkClaim({ ...highest, comparison: 'lowest' }, KNOWN, null)).toMatchObject({ outcome: 'fails', computed: 10_000 })
    const other = eradicated(99_000, '2012', { id: 'un', series: 'un' })
    expect(checkClaim(highest, [...KNOWN, other], null)).toMatchObject({ outcome: 'holds' })
  })

  it('can not be checked without a time, or alone in it, or where it hangs on a contradiction', () => {
    expect(checkClaim({ ...highest, window: null }, KNOWN, null)).toMatchObject({ reason: 'no-window' })
    expect(checkClaim({ ...highest, window: { start: '2014', end: null } }, KNOWN, null)).toMatchObject({ reason: 'too-few' })
    const rival = eradicated(40_000, '2012', { id: 'rival', source: 'factbook' })
    expect(checkClaim(highest, [...KNOWN, rival], null)).toMatchObject({ reason: 'contradiction' })
  })

  it('finds the Peru area of 2014 the lowest since 2011, and not since 2002', ({ skip }) => {
    const known = corpus()
    if (known === null) return skip('not applicable: the figures read in published sources are not beside the project')
    const lowest = claim({ comparison: 'lowest', observations: ['pe-coca-cultivation-2014-pe-inl-2015'] })
    expect(checkClaim({ ...lowest, window: { start: '2011', end: '2014' } }, known, null)).toMatchObject({ outcome: 'holds' })
    expect(checkClaim({ ...lowest, window: { start: '2002', end: '2014' } }, known, null)).toMatchObject({ outcome: 'fails' })
  })
})

describe('bearsOut', () => {
  const printed = (qualifier: Observation['qualifier'], asPrinted: string, value: number) => percent(value, { qualifier, asPrinted })

  it.each<[Observation['qualifier'], readonly number[], readonly number[]]>([
    [null, [49.5, 50.5], [49.4, 50.6]],
    ['estimated', [49.5, 50.5], [49.4, 50.6]],
    ['over', [50.01, 80], [50, 49]],
    ['moreThan', [50.01], [50]],
    ['slightlyMoreThan', [50.1, 55], [50, 55.1]],
    ['about', [47.5, 52.5], [47.4, 52.6]],
    ['approximately', [47.5, 52.5], [47.4, 52.6]],
    ['some', [47.5, 52.5], [47.4, 52.6]],
    ['nearly', [45, 49.9, 50.5], [44.9, 50.6]],
    ['almost', [45, 49.9], [44.9, 50.6]],
    ['asMuchAs', [3, 50.5], [50.6]],
  ])('of 50 printed with the hedge %j takes %j and refuses %j', (qualifier, taken, refused) => {
    const fifty = printed(qualifier, '50 percent', 50)
    expect(taken.map((value) => bearsOut(value, fifty))).toEqual(taken.map(() => true))
    expect(refused.map((value) => bearsOut(value, fifty))).toEqual(refused.map(() => false))
  })

  it('goes by the last printed digit', () => {
    expect([5.35, 5.44].map((value) => bearsOut(-value, printed(null, '5.4-percent', -5.4)))).toEqual([true, true])
    expect([5.34, 5.46].map((value) => bearsOut(-value, printed(null, '5.4-percent', -5.4)))).toEqual([false, false])
  })

  it('never takes a rise for a fall', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.constantFrom<Observation['qualifier']>(null, 'over', 'about', 'asMuchAs'),
        (value, hedge) => {
          expect(bearsOut(value, printed(hedge, `${value}%`, -value))).toBe(false)
        },
      ),
    )
  })

  it('takes every value that rounds to the printed one, and no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 ** 6 }),
        fc.integer({ min: 0, max: 2 }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (digits, fraction, off) => {
          fc.pre(Math.abs(Math.abs(off) - 0.5) > 1e-4)
          const value = digits / 10 ** fraction
          const isTaken = bearsOut((digits + off) / 10 ** fraction, printed(null, `${value.toFixed(fraction)}%`, value))
          expect(isTaken).toBe(Math.abs(off) < 0.5)
        },
      ),
    )
  })
})

describe('claimSchema', () => {
  it('takes absent parts as none, and refuses a comparison that does not exist', () => {
    expect(claimSchema.parse({ basis: 'stated', comparison: 'lowest', window: { start: '', end: '2014' } })).toEqual({
      basis: 'stated',
      comparison: 'lowest',
      observations: [],
      window: { start: null, end: '2014' },
    })
    expect(claimSchema.safeParse({ basis: 'stated', comparison: 'nicest' }).success).toBe(false)
  })
})
