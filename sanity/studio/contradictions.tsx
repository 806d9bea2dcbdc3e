import type { SanityClient } from '@sanity/client'
import { Card, Heading, Stack, Text } from '@sanity/ui'
import { IntentLink } from 'sanity/router'
import { type Conflict, findContradictions } from '#lib/figures/contradictions.ts'
import { formatFigure } from '#lib/figures/format-figure.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { OBSERVATION_FIELDS, toObservations } from '../observation.ts'
import { ReadingPane } from './reading-pane.tsx'

/** As many figures are looked at: a browser holds them all at once. */
const FIGURES_MAX = 20_000

const ALL_QUERY = `*[_type == "observation"] | order(indicator._ref, place._ref)[0...${FIGURES_MAX}]{${OBSERVATION_FIELDS}}`

const read = async (client: SanityClient): Promise<readonly Conflict[]> =>
  findContradictions(toObservations(await client.fetch<unknown[]>(ALL_QUERY, {}, { perspective: 'published' })))

/** Published figures that say different things of the same, until one supersedes the other. */
export function Contradictions() {
  return (
    <ReadingPane changesOf={'*[_type == "observation"]'} read={read} failure="The figures could not be read">
      {(conflicts) => (
        <Stack gap={4}>
          <Text muted>
            {conflicts.length === 0
              ? 'No two published figures of one series contradict each other.'
              : 'Published figures of one series that say different things of the same. Supersede the one that no longer holds.'}
          </Text>
          {conflicts.map((conflict) => (
            <ConflictCard key={conflict.observations.map(({ id }) => id).join(' ')} conflict={conflict} />
          ))}
        </Stack>
      )}
    </ReadingPane>
  )
}

function ConflictCard({ conflict: { observations, isPeriodStated } }: { conflict: Conflict }) {
  const [first] = observations
  if (!first) return null
  const { indicator, place, breakdown, period } = first
  return (
    <Card padding={4} radius={2} border>
      <Stack gap={4}>
        <Heading as="h3" size={1}>
          {[indicator.name, breakdown, place.name, formatPeriod(period, 'en')].filter(Boolean).join(', ')}
        </Heading>
        {!isPeriodStated && <Text muted>One of the sources names no year, so the values may be about different years.</Text>}
        {observations.map((observation) => (
          <ValueLine key={observation.id} observation={observation} />
        ))}
      </Stack>
    </Card>
  )
}

function ValueLine({ observation }: { observation: Observation }) {
  const { id, source, series } = observation
  return (
    <Text>
      <IntentLink intent="edit" params={{ id, type: 'observation' }}>
        {formatFigure(observation, { form: 'unit', hedged: true }, 'en')}
      </IntentLink>{' '}
      ({series.name}): {[source.title ?? source.url, source.publisher, source.date].filter(Boolean).join(', ')}
    </Text>
  )
}
