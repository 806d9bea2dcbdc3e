/** A stretch of text, and where it links to, if anywhere. */
type Run = string | { readonly text: string; readonly href: string }

export interface SeedBlock {
  readonly _type: 'block'
  readonly _key: string
  readonly style: 'normal' | 'h2'
  readonly listItem?: 'bullet'
  readonly level?: 1
  readonly markDefs: readonly { readonly _type: 'link'; readonly _key: string; readonly href: string }[]
  readonly children: readonly { readonly _type: 'span'; readonly _key: string; readonly text: string; readonly marks: readonly string[] }[]
}

function block(key: string, runs: readonly Run[], more: Partial<SeedBlock> = {}): SeedBlock {
  const links = runs.flatMap((run, index) =>
    typeof run === 'string' ? [] : [{ _type: 'link' as const, _key: `${key}-link${index}`, href: run.href }],
  )
  return {
    _type: 'block',
    _key: key,
    style: 'normal',
    markDefs: links,
    children: runs.map((run, index) => ({
      _type: 'span' as const,
      _key: `${key}-span${index}`,
      text: typeof run === 'string' ? run : run.text,
      marks: typeof run === 'string' ? [] : [`${key}-link${index}`],
    })),
    ...more,
  }
}

/** A link inside a paragraph. */
export function link(text: string, href: string): Run {
  return { text, href }
}

/** A paragraph. Keys are written by hand, so that a later seed has the same ones. */
export function paragraph(key: string, ...runs: Run[]): SeedBlock {
  return block(key, runs)
}

/** A heading inside a text. */
export function heading(key: string, text: string): SeedBlock {
  return block(key, [text], { style: 'h2' })
}

/** An item of a list with bullets. */
export function bullet(key: string, ...runs: Run[]): SeedBlock {
  return block(key, runs, { listItem: 'bullet', level: 1 })
}
