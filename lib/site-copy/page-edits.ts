import { escapeAttribute } from 'entities/escape'
import type { Element } from './page-links.ts'

interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Changes to the text of a page, made all at once. Nothing else of it is written anew, so nothing else can change its meaning. */
export class PageEdits {
  readonly #html: string
  readonly #edits: Edit[] = []

  constructor(html: string) {
    this.#html = html
  }

  /** Puts `html` in the place of `element` and all that it holds. */
  replace(element: Element, html: string): void {
    const place = element.sourceCodeLocation
    if (place) this.#edits.push({ from: place.startOffset, to: place.endOffset, text: html })
  }

  /** Puts `html` in the place of what `element` holds. */
  replaceContent(element: Element, html: string): void {
    const place = element.sourceCodeLocation
    if (place?.startTag && place.endTag) this.#edits.push({ from: place.startTag.endOffset, to: place.endTag.startOffset, text: html })
  }

  /** Puts `html` before all that `element` holds. */
  prepend(element: Element, html: string): void {
    const at = element.sourceCodeLocation?.startTag?.endOffset
    if (at !== undefined) this.#edits.push({ from: at, to: at, text: html })
  }

  /** Puts `html` behind all that `element` holds. */
  append(element: Element, html: string): void {
    const at = element.sourceCodeLocation?.endTag?.startOffset
    if (at !== undefined) this.#edits.push({ from: at, to: at, text: html })
  }

  setAttribute(element: Element, name: string, value: string): void {
    const place = element.sourceCodeLocation?.attrs?.[name]
    if (place) this.#edits.push({ from: place.startOffset, to: place.endOffset, text: `${name}="${escapeAttribute(value)}"` })
  }

  /** Puts `attribute`, one without a value, beside the attributes that `element` has. */
  mark(element: Element, attribute: string): void {
    const at = element.sourceCodeLocation?.startTag?.startOffset
    if (at === undefined) return
    const behindName = at + 1 + element.tagName.length
    this.#edits.push({ from: behindName, to: behindName, text: ` ${attribute}` })
  }

  /** The page with all changes; those within what is replaced as a whole count for nothing. */
  done(): string {
    let result = ''
    let from = 0
    for (const edit of this.#edits.toSorted((one, other) => one.from - other.from || one.to - other.to)) {
      if (edit.from < from) continue
      result += this.#html.slice(from, edit.from) + edit.text
      from = edit.to
    }
    return result + this.#html.slice(from)
  }
}
