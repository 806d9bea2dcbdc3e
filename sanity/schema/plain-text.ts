const PREVIEW_LENGTH_MAX = 120

interface TextBlock {
  readonly children?: readonly { readonly _type?: string; readonly text?: string }[]
}

/** The beginning of a Portable Text value as one line, for lists in the Studio. */
export function beginningOf(blocks: unknown): string {
  if (!Array.isArray(blocks)) return ''
  const text = blocks
    .map((block: TextBlock) => (block.children ?? []).map(({ text, _type }) => text ?? (_type === 'figure' ? '…' : '')).join(''))
    .join(' ')
  return text.length > PREVIEW_LENGTH_MAX ? `${text.slice(0, PREVIEW_LENGTH_MAX - 1)}…` : text
}
