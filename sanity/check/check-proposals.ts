import type { Proposal } from '../proposals/proposal.ts'
import { describe } from './check-figures.ts'
import type { Finding } from './finding.ts'

/** The proposals that nobody has answered, as findings. */
export function checkProposals(proposals: readonly Proposal[]): readonly Finding[] {
  return proposals
    .filter(({ state }) => state === 'open')
    .map(({ document, from, to, places }): Finding => {
      const reason = to.supersession?.reason
      return {
        kind: 'superseded',
        severity: 'notice',
        words: `${describe(from)}, was superseded by ${describe(to)}${reason ? ` (${reason})` : ''}.`,
        advice: 'In “Proposals”, take over the new figure, or leave the old one and say why.',
        places: places.map(({ path, kind, before, claimed }) => ({
          id: document,
          type: 'factSheet',
          path,
          words: kind === 'claim' ? `${claimed} (rests on ${before})` : before,
        })),
      }
    })
}
