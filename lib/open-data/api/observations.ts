import { z } from 'zod'
import { type Observation, observationSchema as whole } from '#lib/figures/observation.ts'
import { observationsToTable } from '#lib/figures/serialize.ts'
import { OBSERVATION_FIELDS } from '#sanity/observation.ts'
import type { ContentReading } from '../content.ts'
import { Problem } from '../problem.ts'
import { type ApiPlace, type Collection, type PageFound, pageOfRows } from './collection.ts'
import { named, year } from './parameters.ts'
import { observationSchema } from './schemas.ts'

type ApiObservation = z.output<typeof observationSchema>

const FILTER = '_type == "observation"'

/** Each filter by what it is: the documents it looks among, and how the observation refers to them. */
const REFERENCES = {
  indicator: { types: ['indicator'], path: 'indicator._ref', list: 'indicators' },
  place: { types: ['country', 'region'], path: 'place._ref', list: 'places' },
  series: { types: ['series'], path: 'series._ref', list: 'series' },
  source: { types: ['source'], path: 'citation.source._ref', list: 'sources' },
} as const

const filters = {
  indicator: named.optional().meta({ description: 'The slug or the id of an indicator.' }),
  place: named.optional().meta({ description: 'The slug or the id of a country or region.' }),
  series: named.optional().meta({ description: 'The code or the id of a series.' }),
  source: named.optional().meta({ description: 'The id of a source.' }),
  period: year.optional().meta({ description: 'A year: values whose period touches it.' }),
  from: year.optional().meta({ description: 'A year: values whose period ends in it or later.' }),
  to: year.optional().meta({ description: 'A year: values whose period begins in it or earlier.' }),
  state: z
    .enum(['current', 'superseded', 'all'], 'It must be current, superseded or all.')
    .default('all')
    .meta({ description: 'Whether another value took its place. A page may then have fewer records than its limit.' }),
}

/** So many rows are looked through for one page at most, where the state is asked for. */
const ROUNDS_MAX = 5

/** Every observation, superseded ones included. */
export function observationCollection(place: ApiPlace): Collection {
  return {
    name: 'observations',
    description: 'Values with their periods, units and sources, superseded ones included.',
    schema: observationSchema,
    filters,
    async list(reading, { limit, after, filters: given }) {
      const { condition, params } = await conditionOf(reading, given)
      const wanted = given['state'] ?? 'all'
      const records: ApiObservation[] = []
      let last = after
      for (let round = 0; ; round += 1) {
        const { rows, nextAfter } = await rowsBehind(reading, condition, { ...params, after: last }, limit)
        const found = await toRecords(reading, rows, place)
        records.push(...found.filter(({ supersededBy }) => wanted === 'all' || (wanted === 'superseded') === (supersededBy !== null)))
        const isFull = records.length >= limit
        if (isFull) {
          const page = records.slice(0, limit)
          const isLast = records.length === limit && nextAfter === null
          return pageFound(page, isLast ? null : (page.at(-1)?.id ?? null))
        }
        if (nextAfter === null || round === ROUNDS_MAX) return pageFound(records, nextAfter)
        last = nextAfter
      }
    },
    async find(reading, id) {
      const rows = await reading.rows(`*[${FILTER} && _id == $id]{${OBSERVATION_FIELDS}}`, { id }, row)
      return (await toRecords(reading, rows, place))[0] ?? null
    },
  }
}

function pageFound(records: readonly ApiObservation[], nextAfter: string | null): PageFound {
  const successors = new Map(records.flatMap(({ id, supersededBy }) => (supersededBy === null ? [] : [[id, supersededBy] as const])))
  return {
    records,
    nextAfter,
    csv: () =>
      observationsToTable(
        records.map((record) => whole.parse(record)),
        successors,
      ),
  }
}

const row = z.looseObject({ id: z.string() })

async function rowsBehind(reading: ContentReading, condition: string, params: Readonly<Record<string, unknown>>, limit: number) {
  const behind = params['after'] === undefined ? '' : ' && _id > $after'
  const query = `*[${FILTER}${condition}${behind}] | order(_id)[0...${limit + 1}]{${OBSERVATION_FIELDS}}`
  return pageOfRows(await reading.rows(query, params, row), limit)
}

/** The GROQ of the filters, with its parameters.
 *  @throws {Problem} 400 for a name that nothing has */
async function conditionOf(reading: ContentReading, given: Readonly<Record<string, string | undefined>>) {
  const params: Record<string, unknown> = {}
  const conditions: string[] = []
  for (const [name, { types, path, list }] of Object.entries(REFERENCES)) {
    const wanted = given[name]
    if (wanted === undefined) continue
    const ids = await reading.read(
      '*[_type in $types && (_id == $wanted || slug.current == $wanted || code == $wanted)]._id',
      { types, wanted },
      z.array(z.string()),
    )
    if (ids.length === 0) throw new Problem(400, `No ${name} is called "${wanted}". All that there are: /api/v1/${list}`, name)
    params[name] = ids
    conditions.push(` && ${path} in $${name}`)
  }
  const { period, from = period, to = period } = given
  // Periods are of reduced precision, and as texts they sort by time. What follows a year sorts before the year behind it.
  if (from !== undefined) conditions.push(' && (period.end >= $from || !defined(period.end))')
  if (to !== undefined) conditions.push(' && (period.start < $toAfter || !defined(period.start))')
  return {
    condition: conditions.join(''),
    params: { ...params, from, toAfter: to === undefined ? undefined : String(Number(to) + 1).padStart(4, '0') },
  }
}

/** Rows as records, with what took the place of each. */
async function toRecords(reading: ContentReading, rows: readonly unknown[], { origin }: ApiPlace): Promise<readonly ApiObservation[]> {
  const observations = rows.flatMap((answer) => whole.safeParse(answer).data ?? [])
  if (observations.length === 0) return []
  const successors = await reading.rows(
    `*[${FILTER} && supersedes._ref in $ids]{"id": _id, "of": supersedes._ref}`,
    { ids: observations.map(({ id }) => id) },
    z.object({ id: z.string(), of: z.string() }),
  )
  const successorOf = new Map(successors.map(({ id, of }) => [of, id]))
  return observations.map((observation) => ({
    ...observedOf(observation),
    supersededBy: successorOf.get(observation.id) ?? null,
    links: { figure: new URL(`/indicators/${observation.indicator.slug}/${observation.place.slug}`, origin).href },
  }))
}

/** An observation as the interface gives it: names in other languages are left to what it refers to. */
export function observedOf({ indicator, place, unit, series, ...rest }: Observation) {
  const short = ({ id, slug, name }: Observation['place']) => ({ id, slug, name })
  return {
    ...rest,
    indicator: short(indicator),
    place: short(place),
    unit: { id: unit.id, code: unit.code, symbol: unit.symbol, kind: unit.kind },
    series: { id: series.id, code: series.code, name: series.name },
  }
}
