import { stegaClean } from '@sanity/client/stega'
import type { PortableTextBlock } from '@portabletext/types'
import type { Claim } from '#lib/figures/claim.ts'
import type { Form } from '#lib/figures/format-figure.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { type StoredClaim, toClaim } from './claim.ts'
import { toPicture, type Picture, type PictureValue } from './picture.ts'

/** A picture inside running text, ready to be shown. */
export interface BodyPicture extends Picture {
  readonly _type: 'picture'
  readonly _key: string
}

/** A figure inside a sentence, with the observation that it comes from. */
export interface BodyFigure {
  readonly _type: 'figure'
  readonly _key: string
  readonly observation: Observation
  readonly form: Form
  readonly hedged: boolean
  /** What the sentence says with it beyond the value; null if nothing. */
  readonly claim: Claim | null
}

/** Running text ready to be shown: Portable Text whose pictures have their addresses and whose figures have their observations. */
export type Body = readonly (PortableTextBlock | BodyPicture)[]

interface StoredPicture extends PictureValue {
  readonly _type: 'picture'
  readonly _key: string
}

interface StoredFigure {
  readonly _type: 'figure'
  readonly _key: string
  readonly observation?: { readonly _ref?: string }
  readonly form?: Form | null
  readonly hedged?: boolean | null
  readonly claim?: StoredClaim | null
}

interface StoredBlock {
  readonly _type: 'block'
  readonly _key: string
  readonly children?: readonly object[]
  readonly markDefs?: readonly object[] | null
}

/** Running text as a document holds it. */
export type StoredBody = readonly (StoredBlock | StoredPicture)[]

/** Observations by their ids: what figures are looked up in. */
export type Observations = ReadonlyMap<string, Observation>

function isPicture(block: StoredBody[number]): block is StoredPicture {
  return block._type === 'picture'
}

function isFigure(child: object): child is StoredFigure {
  return '_type' in child && child._type === 'figure'
}

function toChild(child: object, observations: Observations): object[] {
  if (!isFigure(child)) return [child]
  // Marks of visual editing have no place in what is looked up.
  const { _type, _key, observation: { _ref: id = '' } = {}, form, hedged, claim } = stegaClean(child)
  const observation = observations.get(id)
  if (!observation) return []
  return [{ _type, _key, observation, form: form ?? 'unit', hedged: hedged ?? false, claim: toClaim(claim) } satisfies BodyFigure]
}

/**
 * Running text as a document holds it, made ready to be shown. A picture without an asset is left out, and so is a figure whose observation is
 * not among `observations`: the lake lets none of a published text go.
 */
export function toBody(stored: StoredBody | null | undefined, observations: Observations): Body {
  return (stored ?? []).flatMap((block): Body => {
    if (!isPicture(block))
      return [{ ...block, children: (block.children ?? []).flatMap((child) => toChild(child, observations)) } as PortableTextBlock]
    const picture = toPicture(block)
    return picture ? [{ ...picture, _type: 'picture', _key: block._key }] : []
  })
}

/** Whether a child of a block is a figure that is ready to be shown. */
export function isBodyFigure(child: object): child is BodyFigure {
  return '_type' in child && child._type === 'figure'
}
