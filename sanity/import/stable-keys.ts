import { createHash } from 'node:crypto'
import { diffArrays } from 'diff'

/** One part of a text: its key, and what it says. */
export interface KeyedPart {
  readonly key: string
  readonly content: string
}

/**
 * Keys for the parts of a text, given what each says and the parts of the version before. What stayed keeps its key wherever it moved to
 * together with its neighbours, and what took another's place takes its key over: so a link to a paragraph lasts, also when a word of it is
 * changed. The same texts always get the same keys.
 */
export function keyParts(before: readonly KeyedPart[], contents: readonly string[]): readonly KeyedPart[] {
  const taken = new Set(before.map(({ key }) => key))
  const parts: KeyedPart[] = []
  let at = 0
  let replaced: readonly KeyedPart[] = []
  for (const { value, added, removed } of diffArrays(
    before.map(({ content }) => content),
    [...contents],
  )) {
    if (removed) {
      replaced = before.slice(at, at + value.length)
      at += value.length
      continue
    }
    for (const [index, content] of value.entries()) {
      const heir = added ? replaced[index] : before[at + index]
      parts.push({ key: heir?.key ?? newKey(content, taken), content })
    }
    if (!added) at += value.length
    replaced = []
  }
  return parts
}

function newKey(content: string, taken: Set<string>): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  let key = hash
  for (let count = 2; taken.has(key); count += 1) key = `${hash}-${count}`
  taken.add(key)
  return key
}
