import { PaperProof } from '#components/edition/paper-proof.tsx'
import { keyFactsOf } from '#components/fact-sheet/key-facts.tsx'
import type { ShownAids } from '#components/fact-sheet/shown-aids.ts'
import { termNotesOf } from '#components/glossary/term-notes.ts'
import { observationSchema, type Observation } from '#lib/figures/observation.ts'
import { DEFAULT_LANGUAGE, type Language } from '#lib/i18n/languages.ts'
import type { Edition } from '#lib/publishing/editions.ts'
import { type Body, isBodyFigure } from '#sanity/body.ts'
import type { View } from '#sanity/live.ts'
import type { FactSheet } from '#sanity/read/fact-sheet.ts'
import { readTermsIn } from '#sanity/read/terms.ts'
import { pageAddress } from '../../../../page-address.ts'

/** The running texts of a sheet, in their order. */
export function bodiesOf({ sections, results }: Pick<FactSheet, 'sections' | 'results'>): readonly Body[] {
  return [...sections, ...(results?.items ?? [])].map(({ body }) => body)
}

/** The observations that the text of a sheet says, in their order, each once. */
export function observationsSaid(sheet: Pick<FactSheet, 'sections' | 'results'>): readonly Observation[] {
  const figures = bodiesOf(sheet).flatMap((body) =>
    body.flatMap((block) => ('children' in block ? block.children.filter((child) => isBodyFigure(child)) : [])),
  )
  return [...new Map(figures.map(({ observation }) => [observation.id, observation])).values()]
}

interface OfSheet {
  readonly sheet: FactSheet
  /** Observations beside those that the text says. */
  readonly known: readonly Observation[]
  /** The sheet's address. */
  readonly address: string
  /** The edition that is shown; null if none is made of this state. */
  readonly edition: { readonly number: number; readonly updated: Date; readonly hash: string } | null
  readonly language: Language
  readonly view: View
}

/** What helps to read a sheet as it now is. */
export async function aidsOfSheet({ sheet, known, address, edition, language, view }: OfSheet): Promise<ShownAids> {
  const bodies = bodiesOf(sheet)
  return {
    keyFacts: keyFactsOf(sheet, observationsSaid(sheet), known),
    terms: termNotesOf(bodies, await readTermsIn(bodies, view), sheet.language, language),
    address,
    proof: edition && <Proof edition={{ ...edition, publishedAt: edition.updated }} written={sheet.language} language={language} />,
  }
}

/** What helps to read a sheet as an edition of it was published: its own figures, and terms as its text has them. */
export function aidsOfEdition(sheet: FactSheet, edition: Edition, language: Language): ShownAids {
  const observations = (edition.content?.observations ?? []).flatMap((observation) => observationSchema.safeParse(observation).data ?? [])
  return {
    keyFacts: keyFactsOf(sheet, observations, observations),
    terms: termNotesOf([], new Map(), sheet.language, language),
    address: null,
    proof: <Proof edition={edition} written={sheet.language} language={language} />,
  }
}

interface ProofProps {
  readonly edition: Pick<Edition, 'number' | 'publishedAt' | 'hash'>
  readonly written: string
  readonly language: Language
}

function Proof({ edition: { number, publishedAt, hash }, written, language }: ProofProps) {
  const addressOf = (short: string) => pageAddress(DEFAULT_LANGUAGE, `/verify/${short}`)
  return <PaperProof {...{ number, publishedAt, hash, addressOf, language, written }} />
}
