import type { ReactNode } from 'react'
import type { Notes } from '#components/figure/notes.ts'
import type { TermNotes } from '#components/glossary/term-notes.ts'
import type { Observation } from '#lib/figures/observation.ts'
import type { KeyFact } from './key-facts.tsx'

/** What helps to read a sheet and is no part of its text. */
export interface ShownAids {
  /** The observations that stand at the top. */
  readonly keyFacts: readonly Observation[]
  readonly terms: TermNotes
  /** The address of the sheet, beneath which its paragraphs have lasting ones; null for a state that has none. */
  readonly address: string | null
  /** On paper: which edition this is, and how to learn whether it is current. */
  readonly proof: ReactNode
}

/** The key facts with the notes of the figures in the text that say the same. */
export function keyFactsIn({ keyFacts }: ShownAids, notes: Notes): readonly KeyFact[] {
  const said = [...notes.of.values()].filter(({ isFigure }) => isFigure)
  return keyFacts.map((observation) => ({
    observation,
    note: said.find(({ observations }) => observations.some(({ id }) => id === observation.id))?.number ?? null,
  }))
}
