import type { SanityClient } from '@sanity/client'
import { Heading, Stack, Text } from '@sanity/ui'
import { IntentLink } from 'sanity/router'
import { languageName } from '#lib/i18n/written-language.ts'
import type { Proposal } from '../proposals/proposal.ts'
import { readProposals } from '../proposals/read-proposals.ts'
import { ProposalCard } from './proposal-card.tsx'
import { ReadingPane } from './reading-pane.tsx'

const CHANGES = '*[_type in ["observation", "factSheet", "proposalAnswer"]]'

const HEADINGS_QUERY = '*[_type == "factSheet" && _id in $ids]{_id, "heading": coalesce(title, country->name, slug.current)}'

interface Found {
  readonly proposals: readonly Proposal[]
  /** By the id of the published sheet. */
  readonly headings: ReadonlyMap<string, string>
}

async function read(client: SanityClient): Promise<Found> {
  const proposals = await readProposals(client)
  const ids = [...new Set(proposals.map(({ sheet }) => sheet))]
  const named = await client.fetch<{ _id: string; heading: string | null }[]>(HEADINGS_QUERY, { ids }, { perspective: 'drafts' })
  return { proposals, headings: new Map(named.map(({ _id, heading }) => [_id, heading ?? _id])) }
}

/** Every superseded figure that a sheet still says, by sheet. */
export function Proposals() {
  return (
    <ReadingPane changesOf={CHANGES} read={read} failure="The proposals could not be read">
      {({ proposals, headings }, again) => {
        const count = (state: Proposal['state']) => proposals.filter((proposal) => proposal.state === state).length
        return (
          <Stack gap={5}>
            <Text muted>
              {proposals.length === 0
                ? 'No sheet says a figure that was superseded.'
                : `A newer figure took the place of one that a sheet says. Nothing changes until you take it. To be answered: ${count('open')}; taken, to be published: ${count('taken')}; left: ${count('left')}.`}
            </Text>
            {[...Map.groupBy(proposals, ({ sheet }) => sheet)].map(([sheet, ofSheet]) => (
              <Stack key={sheet} gap={3}>
                <Heading as="h3" size={1}>
                  <IntentLink intent="edit" params={{ id: sheet, type: 'factSheet' }}>
                    {headings.get(sheet) ?? sheet}
                  </IntentLink>{' '}
                  ({languageName(ofSheet[0]?.language ?? 'en', 'en')})
                </Heading>
                {ofSheet.map((proposal) => (
                  <ProposalCard key={`${proposal.from.id} ${proposal.state}`} proposal={proposal} onAnswer={again} />
                ))}
              </Stack>
            ))}
          </Stack>
        )
      }}
    </ReadingPane>
  )
}
