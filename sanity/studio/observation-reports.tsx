import type { SanityClient } from '@sanity/client'
import { Card, Stack, Text } from '@sanity/ui'
import { useState } from 'react'
import { getPublishedId, type ObjectInputProps, useFormValue } from 'sanity'
import { IntentLink } from 'sanity/router'
import { publishedId } from '../published-id.ts'
import { reportOutcomes } from '../schema/report-outcomes.ts'
import { useReading } from './use-reading.ts'

const QUIET_MS = 500

const REPORTS_QUERY = `*[_type == "figureReport" && observation._ref == $id] | order(receivedAt desc){_id, receivedAt, problem, outcome, answer}`

interface Report {
  readonly _id: string
  readonly receivedAt: string | null
  readonly problem: string | null
  readonly outcome: string | null
  readonly answer: string | null
}

/** The form of a figure, with what visitors reported of it above it. */
export function ObservationInput(props: ObjectInputProps) {
  const id = useFormValue(['_id'])
  return (
    <Stack gap={5}>
      {typeof id === 'string' && <ObservationReports key={getPublishedId(id)} id={getPublishedId(id)} />}
      {props.renderDefault(props)}
    </Stack>
  )
}

function ObservationReports({ id }: { id: string }) {
  const [read] = useState(() => (client: SanityClient) => client.fetch<Report[]>(REPORTS_QUERY, { id }, { perspective: 'drafts' }))
  const { reading } = useReading(`*[_type == "figureReport" && observation._ref == ${JSON.stringify(id)}]`, read, QUIET_MS)
  if (reading.kind === 'failed') return <Text muted>Whether an error was reported could not be read: {reading.message}</Text>
  if (reading.kind !== 'found' || reading.found.length === 0) return null
  return (
    <Card padding={3} radius={2} border tone={reading.found.some(({ outcome }) => outcome === null) ? 'caution' : 'default'}>
      <Stack gap={3}>
        <Text weight="semibold">Reports of errors in this figure</Text>
        {reading.found.map(({ _id, receivedAt, problem, outcome, answer }) => (
          <Text key={_id} size={1}>
            {(receivedAt ?? '').slice(0, 10)}{' '}
            <IntentLink intent="edit" params={{ id: publishedId(_id), type: 'figureReport' }}>
              {reportOutcomes.find(({ value }) => value === outcome)?.title ?? 'To be answered'}
            </IntentLink>
            : {problem ?? answer}
          </Text>
        ))}
      </Stack>
    </Card>
  )
}
