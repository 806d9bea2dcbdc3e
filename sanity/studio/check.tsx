import type { SanityClient } from '@sanity/client'
import { Card, Heading, Stack, Text } from '@sanity/ui'
import { IntentLink } from 'sanity/router'
import type { CheckReport } from '../check/check-content.ts'
import { FINDING_KINDS, FINDING_TITLES, type Finding, type FindingPlace } from '../check/finding.ts'
import { readAndCheck } from '../check/read-and-check.ts'
import { publishedId } from '../published-id.ts'
import { ReadingPane } from './reading-pane.tsx'

/** As many findings of a kind are listed; the page would not scroll with thousands. */
const LISTED_MAX = 200

const CHANGES = '*[_type in ["observation", "factSheet", "source"]]'

const read = (client: SanityClient) => readAndCheck(client, new Date().toISOString().slice(0, 10))

/** What is wrong in the content, and what is worth a look, with the way to each. */
export function Check() {
  return (
    <ReadingPane changesOf={CHANGES} read={read} failure="The content could not be read">
      {(report) => <Report report={report} />}
    </ReadingPane>
  )
}

function Report({ report: { findings, counts } }: { report: CheckReport }) {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  return (
    <Stack gap={5}>
      <Text muted>
        {counts.sheets} fact sheets with their drafts, {counts.observations} published figures. In texts: {counts.figures} figures,{' '}
        {counts.claims} claims, {counts.unbound} marked as no figure, {counts.loose} bound to nothing.
      </Text>
      <Text weight="medium">{errors === 0 ? 'No errors.' : `Errors: ${errors}.`}</Text>
      {FINDING_KINDS.map((kind) => (
        <Kind key={kind} kind={kind} findings={findings.filter((finding) => finding.kind === kind)} />
      ))}
    </Stack>
  )
}

function Kind({ kind, findings }: { kind: Finding['kind']; findings: readonly Finding[] }) {
  if (findings.length === 0) return null
  return (
    <Stack gap={3}>
      <Heading as="h3" size={1}>
        {FINDING_TITLES[kind]}: {findings.length}
      </Heading>
      {findings.slice(0, LISTED_MAX).map((finding) => (
        <FindingCard key={keyOf(finding)} finding={finding} />
      ))}
      {findings.length > LISTED_MAX && <Text muted>And {findings.length - LISTED_MAX} more.</Text>}
    </Stack>
  )
}

function FindingCard({ finding: { severity, words, advice, places } }: { finding: Finding }) {
  return (
    <Card padding={3} radius={2} border tone={severity === 'error' ? 'critical' : 'default'}>
      <Stack gap={3}>
        <Text>{words}</Text>
        {places.map((place) => (
          <PlaceLine key={`${place.id} ${place.path}`} place={place} />
        ))}
        <Text muted size={1}>
          {advice}
        </Text>
      </Stack>
    </Card>
  )
}

function PlaceLine({ place: { id, type, path, words } }: { place: FindingPlace }) {
  const published = publishedId(id)
  return (
    <Text size={1}>
      <IntentLink intent="edit" params={{ id: published, type, ...(path !== '' && { path }) }}>
        {words || published}
      </IntentLink>
      {published !== id && ' (not published)'}
    </Text>
  )
}

function keyOf({ words, places }: Finding): string {
  return [words, ...places.flatMap(({ id, path, words: at }) => [id, path, at])].join('\n')
}
