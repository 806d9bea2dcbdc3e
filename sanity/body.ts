import type { PortableTextBlock } from '@portabletext/types'
import { toPicture, type Picture, type PictureValue } from './picture.ts'

/** A picture inside running text, ready to be shown. */
export interface BodyPicture extends Picture {
  readonly _type: 'picture'
  readonly _key: string
}

/** Running text ready to be shown: Portable Text whose pictures have their addresses. */
export type Body = readonly (PortableTextBlock | BodyPicture)[]

interface StoredPicture extends PictureValue {
  readonly _type: 'picture'
  readonly _key: string
}

type StoredBody = readonly (({ readonly _type: 'block'; readonly _key: string } & object) | StoredPicture)[]

function isPicture(block: StoredBody[number]): block is StoredPicture {
  return block._type === 'picture'
}

/** Running text as a document holds it, made ready to be shown. A picture without an asset is left out. */
export function toBody(stored: StoredBody | null | undefined): Body {
  return (stored ?? []).flatMap((block): Body => {
    if (!isPicture(block)) return [{ children: [], ...block }]
    const picture = toPicture(block)
    return picture ? [{ ...picture, _type: 'picture', _key: block._key }] : []
  })
}
