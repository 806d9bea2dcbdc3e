import type { BlockRecord, RunRecord } from './record.ts'

/** A block of Portable Text, as the type `blockContent` keeps it. */
interface TextBlock {
  readonly _type: 'block'
  readonly _key: string
  readonly style: 'normal' | 'h3' | 'h4'
  readonly listItem?: 'bullet' | 'number'
  readonly level?: number
  readonly markDefs: readonly { readonly _type: 'link'; readonly _key: string; readonly href: string }[]
  readonly children: readonly { readonly _type: 'span'; readonly _key: string; readonly text: string; readonly marks: readonly string[] }[]
}

function runsOf(block: BlockRecord): readonly RunRecord[] {
  return block.runs ?? [{ text: block.text ?? '' }]
}

function marksOf(run: RunRecord, link: string): readonly string[] {
  return [...(run.strong ? ['strong'] : []), ...(run.emphasis ? ['em'] : []), ...(run.link === undefined ? [] : [link])]
}

/** The text of `block` without its marks. */
export function textOf(block: BlockRecord): string {
  return runsOf(block)
    .map(({ text }) => text)
    .join('')
}

/** `block` as Portable Text under the key `key`; keys inside follow from it. */
export function toTextBlock(block: BlockRecord, key: string): TextBlock {
  const runs = runsOf(block)
  const isItem = block.type === 'bullet' || block.type === 'number'
  return {
    _type: 'block',
    _key: key,
    style: block.type === 'heading' ? (block.level === 4 ? 'h4' : 'h3') : 'normal',
    ...(isItem && { listItem: block.type, level: block.level ?? 1 }),
    markDefs: runs.flatMap(({ link }, index) =>
      link === undefined ? [] : [{ _type: 'link' as const, _key: `${key}-link${index}`, href: link }],
    ),
    children: runs.map((run, index) => ({
      _type: 'span' as const,
      _key: `${key}-span${index}`,
      text: run.text,
      marks: marksOf(run, `${key}-link${index}`),
    })),
  }
}
