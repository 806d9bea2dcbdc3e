import type { SanityClient } from '@sanity/client'
import { Card, Stack, Text } from '@sanity/ui'
import { useState } from 'react'
import { getPublishedId, type ObjectInputProps, useFormValue } from 'sanity'
import { readSheetProposals } from '../proposals/read-proposals.ts'
import { ProposalCard } from './proposal-card.tsx'
import { useReading } from './use-reading.ts'

const QUIET_MS = 500

/** The form of a fact sheet, with what was superseded of its figures above it. */
export function SheetInput(props: ObjectInputProps) {
  const id = useFormValue(['_id'])
  return (
    <Stack gap={5}>
      {typeof id === 'string' && <SheetProposals key={getPublishedId(id)} sheet={getPublishedId(id)} />}
      {props.renderDefault(props)}
    </Stack>
  )
}

function SheetProposals({ sheet }: { sheet: string }) {
  const [read] = useState(() => (client: SanityClient) => readSheetProposals(client, sheet))
  const changes = `*[_type in ["observation", "proposalAnswer"] || _id in [${JSON.stringify(sheet)}, ${JSON.stringify(`drafts.${sheet}`)}]]`
  const { reading, again } = useReading(changes, read, QUIET_MS)
  if (reading.kind === 'failed') return <Text muted>Whether a figure was superseded could not be read: {reading.message}</Text>
  const asked = reading.kind === 'found' ? reading.found.proposals.filter(({ state }) => state !== 'left') : []
  if (asked.length === 0) return null
  const open = asked.filter(({ state }) => state === 'open').length
  return (
    <Card padding={3} radius={2} border tone="caution" data-testid="sheet-proposals">
      <Stack gap={4}>
        <Text weight="semibold">
          {open === 0
            ? 'New figures were taken: publish, and readers see them.'
            : open === 1
              ? 'A figure that this sheet says was superseded.'
              : `${open} figures that this sheet says were superseded.`}
        </Text>
        {asked.map((proposal) => (
          <ProposalCard key={proposal.from.id} proposal={proposal} onAnswer={again} />
        ))}
      </Stack>
    </Card>
  )
}
