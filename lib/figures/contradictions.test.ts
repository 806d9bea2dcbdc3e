import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { corpus } from '#tests/support/figures-corpus.ts'
import { observation, type Given } from '#tests/support/observations.ts'
import { findContradictions, findDisagreements, type Conflict } from './contradictions.ts'
import { findStaleness } from './stale.ts'
import { currentOf, findCircles, findSuperseded, successorOf } from './supersession.ts'

const valuesOf = (conflicts: readonly Conflict[]): number[][] =>
  conflicts.map((conflict) => conflict.observations.map(({ value }) => value))
const contradictions = (...given: readonly Given[]) => valuesOf(findContradictions(given.map(observation)))
const disagreements = (...given: readonly Given[]) => valuesOf(findDisagreements(given.map(observation)))

describe('findContradictions', () => {
  it('finds two values for one thing in one series', () => {
    expect(contradictions({ value: 380 }, { value: 409, source: 'wh' })).toEqual([[380, 409]])
  })

  it.each<[string, Given]>([
    ['the same value from another source', { value: 380, source: 'wh' }],
    ['another period', { value: 409, period: '2015' }],
    ['another place', { value: 409, place: 'bolivia' }],
    ['another series', { value: 409, series: 'un' }],
    ['another breakdown', { value: 409, breakdown: 'account two' }],
    ['a goal beside a level', { value: 409, measure: 'goal' }],
    ['another base period', { value: 409, basePeriod: '2011' }],
    ['a successor', { value: 409, id: 'later', supersedes: 'first' }],
  ])('takes no offence at %s', (_, given) => {
    expect(contradictions({ id: 'first', value: 380 }, given)).toEqual([])
  })

  it('finds the known ones of the published figures, and says where a source names no year', ({ skip }) => {
    const all = corpus()
    if (all === null) return skip('not applicable: the figures read in published sources are not beside the project')
    const found = findContradictions(all)
    const of = (value: number) => found.find((conflict) => conflict.observations.some((given) => given.value === value))
    expect(of(36_600)?.observations.map(({ value }) => value)).toEqual([36_600, 34_000])
    expect(of(36_600)?.isPeriodStated).toBe(false)
    expect(of(380)?.observations.map(({ value }) => value)).toEqual([380, 409])
    expect(of(380)?.isPeriodStated).toBe(true)
    // Nine of them are money or people for different purposes, which a breakdown tells apart.
    expect(found).toHaveLength(18)
    expect(findContradictions(all.map((given) => ({ ...given, breakdown: given.id })))).toEqual([])
  })

  it('does not depend on the order in which observations come', () => {
    const some = fc.array(
      fc.record({
        value: fc.integer({ min: 1, max: 3 }),
        period: fc.constantFrom('2013', '2014'),
        series: fc.constantFrom('us', 'un'),
        source: fc.constantFrom('a', 'b', 'c'),
      }),
      { maxLength: 8 },
    )
    const sorted = (conflicts: readonly Conflict[]) =>
      new Set(
        conflicts.map((each) =>
          each.observations
            .map(({ id }) => id)
            .toSorted()
            .join(' '),
        ),
      )
    fc.assert(
      fc.property(some, (given) => {
        const all = given.map(observation)
        expect(sorted(findContradictions(all.toReversed()))).toEqual(sorted(findContradictions(all)))
        expect(sorted(findDisagreements(all.toReversed()))).toEqual(sorted(findDisagreements(all)))
      }),
    )
  })
})

describe('findDisagreements', () => {
  it('finds what series say differently, and nothing where they agree', () => {
    expect(disagreements({ value: 46_500 }, { value: 42_900, series: 'un' })).toEqual([[46_500, 42_900]])
    expect(disagreements({ value: 46_500 }, { value: 46_500, series: 'un' })).toEqual([])
    expect(disagreements({ value: 46_500 }, { value: 42_900 })).toEqual([])
  })

  it('finds the U.S. and the UN estimate of Peru in each year that has both', ({ skip }) => {
    const all = corpus()
    if (all === null) return skip('not applicable: the figures read in published sources are not beside the project')
    const areas = all.filter(({ indicator, place }) => indicator.slug === 'coca-cultivation' && place.name === 'Peru')
    const years = findDisagreements(areas).map(({ observations: [first] }) => first?.period.start)
    expect(years).toEqual(['2003', '2005', '2009', '2011', '2012', '2013', '2014', '2015', '2016', '2020'])
  })
})

describe('supersession', () => {
  const chain = ['a', 'b', 'c'].map((id, index, ids) => observation({ id, value: index + 1, supersedes: ids[index - 1] ?? null }))

  it('leads to what stands today', () => {
    expect(currentOf(chain).map(({ id }) => id)).toEqual(['c'])
    expect(successorOf('a', chain)?.id).toBe('c')
    expect(successorOf('z', chain)).toBeUndefined()
    expect(findSuperseded(chain).get('a')?.id).toBe('b')
  })

  it('finds circles, and ends in none of them', () => {
    const circle = ['a', 'b', 'c'].map((id, index, ids) => observation({ id, supersedes: ids.at(index - 1) ?? null }))
    const alone = observation({ id: 'd', supersedes: 'd' })
    expect(findCircles([...circle, alone]).map((ids) => ids.toSorted())).toEqual([['a', 'b', 'c'], ['d']])
    expect(findCircles(chain)).toEqual([])
    expect(successorOf('a', circle)).toBeUndefined()
    expect(currentOf(circle)).toHaveLength(3)
  })

  it('ends, whatever supersedes what', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    const links = fc.array(fc.option(fc.constantFrom(...ids)), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(links, (supersedes) => {
        const all = ids.map((id, index) => observation({ id, supersedes: supersedes[index] ?? null }))
        const inCircles = findCircles(all).flat()
        expect(new Set(inCircles).size).toBe(inCircles.length)
        for (const id of ids) {
          const successor = successorOf(id, all)
          if (successor) expect(currentOf(all)).toContain(successor)
        }
      }),
    )
  })
})

describe('findStaleness', () => {
  const shown = observation({ id: 'shown' })
  const review = { today: '2026-11-26', dueOn: null }

  it('finds the latest later period of the same row, and nothing in another', () => {
    const later = ['2015', '2017', '2016'].map((period) => observation({ id: period, period }))
    expect(findStaleness(shown, [shown, ...later], review)).toEqual([{ kind: 'later', observation: later[1] }])
    const others = [
      observation({ period: '2013' }),
      observation({ period: '2015', series: 'un' }),
      observation({ period: '2015', place: 'bolivia' }),
    ]
    expect(findStaleness(shown, [shown, ...others], review)).toEqual([])
  })

  it('finds that it was superseded, and that its review is overdue from the day after', () => {
    const successor = observation({ id: 'new', supersedes: 'shown' })
    expect(findStaleness(shown, [shown, successor], review)).toEqual([{ kind: 'superseded', observation: successor }])
    expect(findStaleness(shown, [shown], { ...review, dueOn: '2026-11-26' })).toEqual([])
    expect(findStaleness(shown, [shown], { ...review, dueOn: '2026-11-25' })).toEqual([{ kind: 'review', dueOn: '2026-11-25' }])
  })
})
