import { Button, Card, Flex, Heading, Stack, Text, TextArea } from '@sanity/ui'
import { useState } from 'react'
import { useClient, useCurrentUser } from 'sanity'
import { IntentLink } from 'sanity/router'
import { figureWords } from '#lib/figures/figure-language.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { directionOf } from '#lib/i18n/written-language.ts'
import { leaveProposal, takeBack } from '../proposals/answers.ts'
import type { Proposal, ProposalPlace } from '../proposals/proposal.ts'
import { takeProposal } from '../proposals/take-proposal.ts'

interface ProposalCardProps {
  readonly proposal: Proposal
  /** Called when the proposal was answered, or its answer taken back. */
  readonly onAnswer: () => void
}

/** A superseded figure in a sheet: what the sheet says with it and would say with the new one, why, and what to do with it. */
export function ProposalCard({ proposal, onAnswer }: ProposalCardProps) {
  const { from, successors, places, document, language, state, answer } = proposal
  const { indicator, place, breakdown, period } = from
  return (
    <Card padding={3} radius={2} border tone={state === 'open' ? 'caution' : 'default'} data-testid="proposal">
      <Stack gap={4}>
        <Heading as="h4" size={1}>
          {[indicator.name, breakdown, place.name, formatPeriod(period, 'en')].filter(Boolean).join(', ')}
        </Heading>
        {places.map((at) => (
          <Place key={`${at.path} ${at.kind}`} place={at} document={document} language={language} />
        ))}
        {successors.map((successor) => (
          <Why key={successor.id} successor={successor} />
        ))}
        {answer && (
          <Text size={1}>
            Left by {answer.answeredBy || 'an editor'} on {answer.answeredAt.slice(0, 10)}: {answer.reason}
          </Text>
        )}
        {state === 'taken' ? (
          <Text size={1} muted>
            The draft no longer says it. Publish the draft, and readers see it.
          </Text>
        ) : (
          <Answering proposal={proposal} onAnswer={onAnswer} />
        )}
      </Stack>
    </Card>
  )
}

function Place({ place, document, language }: { place: ProposalPlace; document: string; language: string }) {
  const { path, kind, before, after, lead, claimed, tail } = place
  const written = { lang: language, dir: directionOf(language) }
  return (
    <Stack gap={2}>
      {kind === 'figure' ? (
        <>
          <Text size={1} {...written}>
            {lead}
            <del>{before}</del>
            {tail}
          </Text>
          <Text size={1} {...written}>
            {lead}
            <ins>{after}</ins>
            {tail}
          </Text>
        </>
      ) : (
        <>
          <Text size={1} {...written}>
            {lead}
            <strong>{claimed}</strong>
            {tail}
          </Text>
          <Text size={1}>
            It rests on{' '}
            <bdi {...written}>
              <del>{before}</del>
            </bdi>
            ; it would rest on{' '}
            <bdi {...written}>
              <ins>{after}</ins>
            </bdi>
            . Look whether the words still hold.
          </Text>
        </>
      )}
      <Text size={1}>
        <IntentLink intent="edit" params={{ id: document.replace(/^drafts\./, ''), type: 'factSheet', path }}>
          Where it stands
        </IntentLink>
      </Text>
    </Stack>
  )
}

function Why({ successor: { id, supersession, source } }: { successor: Observation }) {
  const kind = supersession ? figureWords('en')(`supersession.${supersession.kind}`) : 'superseded'
  return (
    <Text size={1} muted>
      {kind}: {supersession?.reason ?? 'no reason is given'} (
      <IntentLink intent="edit" params={{ id, type: 'observation' }}>
        {[source.title ?? source.publisher, source.date].filter(Boolean).join(', ')}
      </IntentLink>
      )
    </Text>
  )
}

function Answering({ proposal, onAnswer }: ProposalCardProps) {
  const client = useClient({ apiVersion: '2025-02-19' })
  const user = useCurrentUser()
  const [reason, setReason] = useState<string | null>(null)
  const [state, setState] = useState<'asked' | 'busy' | { readonly problem: string }>('asked')
  const { answer } = proposal

  async function answerBy(act: () => Promise<void>) {
    setState('busy')
    try {
      await act()
      setState('asked')
      setReason(null)
      onAnswer()
    } catch (error) {
      setState({ problem: error instanceof Error ? error.message : String(error) })
    }
  }

  const leave = () => answerBy(() => leaveProposal(client, proposal, { reason: reason ?? '', answeredBy: user?.name ?? '' }))
  return (
    <Stack gap={3}>
      {typeof state === 'object' && (
        <Card tone="critical" padding={3} radius={2} role="alert">
          <Text size={1}>Nothing was changed: {state.problem}</Text>
        </Card>
      )}
      {reason !== null && (
        <Stack as="label" gap={2}>
          <Text size={1} weight="semibold">
            Why the sheet goes on saying it; editors alone read this
          </Text>
          <TextArea rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        </Stack>
      )}
      <Flex gap={2} wrap="wrap">
        {reason === null ? (
          <>
            <Button
              text="Take the new figure"
              tone="positive"
              disabled={state === 'busy'}
              onClick={() => void answerBy(() => takeProposal(client, proposal))}
            />
            {answer ? (
              <Button
                text="Take the answer back"
                mode="ghost"
                disabled={state === 'busy'}
                onClick={() => void answerBy(() => takeBack(client, answer))}
              />
            ) : (
              <Button text="Leave the old one…" mode="ghost" disabled={state === 'busy'} onClick={() => setReason('')} />
            )}
          </>
        ) : (
          <>
            <Button text="Leave the old one" disabled={state === 'busy' || reason.trim() === ''} onClick={() => void leave()} />
            <Button text="Cancel" mode="ghost" disabled={state === 'busy'} onClick={() => setReason(null)} />
          </>
        )}
      </Flex>
    </Stack>
  )
}
