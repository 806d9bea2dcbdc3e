import { publishedId } from '../published-id.ts'
import type { Proposal, ProposalAnswer, SheetProposal } from './proposal.ts'

/** What one state of a sheet was found to use. */
interface StateOfSheet {
  readonly document: string
  readonly language: string
  readonly proposals: readonly SheetProposal[]
}

/** Brings what was found in published sheets and in their drafts together, with what editors have answered. What stands in a release is left to
 *  whoever publishes it. */
export class ProposalBook {
  readonly #answers: ReadonlyMap<string, ProposalAnswer>
  readonly #published: StateOfSheet[] = []
  readonly #drafts = new Map<string, StateOfSheet>()

  constructor(answers: readonly ProposalAnswer[]) {
    this.#answers = new Map(answers.map((answer) => [keyOf(answer.sheet, answer.from, answer.to), answer]))
  }

  /** Takes in one state of a sheet: each once. A draft without anything superseded counts too. */
  add(document: string, language: string, proposals: readonly SheetProposal[]): void {
    const sheet = publishedId(document)
    if (document === sheet) {
      if (proposals.length > 0) this.#published.push({ document, language, proposals })
    } else if (document.startsWith('drafts.')) this.#drafts.set(sheet, { document, language, proposals })
  }

  /** All proposals, by sheet: those that the text to be published next still has, then those that only the published one has. */
  proposals(): readonly Proposal[] {
    const found = new Map([...this.#drafts].map(([sheet, draft]) => [sheet, this.#open(sheet, draft)]))
    for (const published of this.#published) {
      const { document: sheet, language } = published
      const draft = this.#drafts.get(sheet)
      const kept = new Set(draft?.proposals.map(({ from }) => from.id))
      const taken = published.proposals.filter(({ from }) => !kept.has(from.id))
      found.set(
        sheet,
        draft
          ? [
              ...(found.get(sheet) ?? []),
              ...taken.map((proposal): Proposal => ({ ...proposal, sheet, document: sheet, language, state: 'taken', answer: null })),
            ]
          : this.#open(sheet, published),
      )
    }
    return [...found].toSorted(([one], [other]) => (one < other ? -1 : 1)).flatMap(([, proposals]) => proposals)
  }

  #open(sheet: string, { document, language, proposals }: StateOfSheet): readonly Proposal[] {
    return proposals.map((proposal) => {
      const answer = this.#answers.get(keyOf(sheet, proposal.from.id, proposal.to.id)) ?? null
      return { ...proposal, sheet, document, language, state: answer ? 'left' : 'open', answer }
    })
  }
}

function keyOf(sheet: string, from: string, to: string): string {
  return `${sheet}\n${from}\n${to}`
}
