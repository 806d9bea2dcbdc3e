import type { Form } from '#lib/figures/format-figure.ts'
import type { StoredClaim } from '../claim.ts'
import type { TextBlock } from './loose-numbers.ts'

/** The parts of a query's answer that are looked at. */
export const SHEET_FIELDS = `_id, _type, language, summary, sections[]{_key, heading, body}, results{lead, items[]{_key, body}}`

interface StoredPart {
  readonly _key: string
  readonly heading?: string | null
  readonly body?: readonly StoredMember[] | null
}

/** A block of text, or a picture. */
interface StoredMember extends TextBlock {
  readonly _key: string
}

/** A fact sheet as its document, or a query of `SHEET_FIELDS`, gives it; a draft may lack any part. */
export interface SheetToCheck {
  readonly _id: string
  readonly _type: string
  readonly language?: string | null
  readonly summary?: string | null
  readonly sections?: readonly StoredPart[] | null
  readonly results?: { readonly lead?: string | null; readonly items?: readonly StoredPart[] | null } | null
}

export interface StoredFigure {
  readonly _type: string
  readonly _key?: string
  readonly observation?: { readonly _ref?: string }
  readonly form?: Form | null
  readonly hedged?: boolean | null
  readonly claim?: StoredClaim | null
}

interface Placed<Value> {
  /** As the Studio writes it. */
  readonly path: string
  readonly value: Value
}

/** A block of text, where it is, and what is bound in it. */
export interface TextToCheck {
  readonly path: string
  readonly block: TextBlock
  readonly text: string
  readonly figures: readonly Placed<StoredFigure>[]
  /** On words; those of figures are with the figures. */
  readonly claims: readonly Placed<StoredClaim>[]
  /** How often something is marked as no figure. */
  readonly unbound: number
}

/** Every block of text in a sheet. */
export function sheetBlocks({ sections, results }: SheetToCheck): readonly TextToCheck[] {
  const ofParts = (list: string, parts: readonly StoredPart[] | null | undefined): readonly TextToCheck[] =>
    (parts ?? []).flatMap(({ _key: part, body }) =>
      (body ?? []).map((block) => toText(`${list}[_key=="${part}"].body[_key=="${block._key}"]`, block)),
    )
  return [...ofParts('sections', sections), ...ofParts('results.items', results?.items)]
}

/** Every text of a sheet that is a field and no running text. */
export function sheetStrings({ summary, sections, results }: SheetToCheck): readonly { readonly path: string; readonly text: string }[] {
  return [
    { path: 'summary', text: summary },
    ...(sections ?? []).map(({ _key, heading }) => ({ path: `sections[_key=="${_key}"].heading`, text: heading })),
    { path: 'results.lead', text: results?.lead },
  ].flatMap(({ path, text }) => (text ? [{ path, text }] : []))
}

function toText(path: string, block: TextBlock): TextToCheck {
  const children = block.children ?? []
  const used = new Set(children.flatMap(({ marks }) => marks ?? []))
  const marks = (block.markDefs ?? []).filter(({ _key }) => used.has(_key ?? ''))
  return {
    path,
    block,
    text: children.map(({ _type, text }) => (_type === 'span' ? (text ?? '') : '\uFFFC')).join(''),
    figures: children
      .filter(({ _type }) => _type === 'figure')
      .map((value) => ({ path: `${path}.children[_key=="${value._key ?? ''}"]`, value: value as StoredFigure })),
    claims: marks
      .filter(({ _type }) => _type === 'claim')
      .map((value) => ({ path: `${path}.markDefs[_key=="${value._key ?? ''}"]`, value: value as StoredClaim })),
    unbound: marks.filter(({ _type }) => _type === 'unbound').length,
  }
}
