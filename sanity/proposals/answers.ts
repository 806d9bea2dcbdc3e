import type { SanityClient } from '@sanity/client'
import type { Proposal, ProposalAnswer } from './proposal.ts'

/** What a query for `proposalAnswer` reads. */
const ANSWER_FIELDS = `"id": _id, "sheet": sheet._ref, "from": from._ref, "to": to._ref, reason, answeredBy, answeredAt`

/** Answers to all sheets, or to the one with the id `sheet`; none is taken back. */
export async function readAnswers(client: SanityClient, sheet: string | null = null): Promise<readonly ProposalAnswer[]> {
  const query = `*[_type == "proposalAnswer"${sheet === null ? '' : ' && sheet._ref == $sheet'}] | order(answeredAt, _id){${ANSWER_FIELDS}}`
  return await client.fetch<ProposalAnswer[]>(query, sheet === null ? {} : { sheet }, { perspective: 'raw' })
}

/** Notes that a sheet stays as it is, why, and who says so. The dot in the id keeps it from readers: it is for editors alone. */
export async function leaveProposal(
  client: SanityClient,
  { sheet, from, to }: Pick<Proposal, 'sheet' | 'from' | 'to'>,
  { reason, answeredBy }: Pick<ProposalAnswer, 'reason' | 'answeredBy'>,
): Promise<void> {
  // Weak: an answer holds nothing that is to go.
  const weakly = (id: string) => ({ _type: 'reference', _ref: id, _weak: true })
  await client.create({
    _id: `answers.${crypto.randomUUID()}`,
    _type: 'proposalAnswer',
    sheet: weakly(sheet),
    from: weakly(from.id),
    to: weakly(to.id),
    reason: reason.trim(),
    answeredBy,
    answeredAt: new Date().toISOString(),
  })
}

/** Takes back that a sheet stays as it is: the proposal is open again. */
export async function takeBack(client: SanityClient, { sheet, from, to }: ProposalAnswer): Promise<void> {
  await client.delete({
    query: '*[_type == "proposalAnswer" && sheet._ref == $sheet && from._ref == $from && to._ref == $to]',
    params: { sheet, from, to },
  })
}
