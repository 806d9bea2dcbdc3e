import type { Interpreter } from './interpreter.ts'
import { originalStep, type Origin, Tracer } from './origin.ts'
import type { QueryNode } from './query-node.ts'
import { isObject, Special } from './values.ts'
import type { Document } from '../wire.ts'

/** Which field of which document each value of an answer comes from, in Sanity's form.
 *  @see `@sanity/client` `src/csm/types.ts` */
export interface SourceMap {
  readonly documents: readonly { readonly _id: string; readonly _type: string }[]
  readonly paths: readonly string[]
  readonly mappings: Readonly<Record<string, Mapping>>
}

/** A value of a document, one that stands in the query, or one that was computed. */
interface Mapping {
  readonly type: 'value'
  readonly source:
    | { readonly type: 'documentValue'; readonly document: number; readonly path: number }
    | { readonly type: 'literal' | 'unknown' }
}

/** The source map of what `interpreter` makes of the query `tree` on `documents`. */
export function sourceMapOf(tree: QueryNode, interpreter: Interpreter, documents: readonly Document[]): SourceMap {
  const tracer = new Tracer(interpreter, documents)
  const lists = new Lists()
  const pending: { readonly origin: Origin; readonly at: string }[] = [{ origin: tracer.origin(tree), at: '$' }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { origin, at } = next
    const { value } = origin
    interpreter.world.spend(1)
    if (Array.isArray(value))
      value.forEach((_, index) => pending.push({ origin: tracer.element(origin, index), at: at + originalStep(index) }))
    else if (isObject(value))
      for (const name of Object.keys(value)) pending.push({ origin: tracer.attribute(origin, name), at: at + originalStep(name) })
    else if (value !== null) lists.note(at, value instanceof Special ? { ...origin, place: null, isLiteral: false } : origin)
  }
  return lists.map()
}

class Lists {
  readonly #documents: { _id: string; _type: string }[] = []
  readonly #documentIndex = new Map<string, number>()
  readonly #paths: string[] = []
  readonly #pathIndex = new Map<string, number>()
  readonly #mappings: Record<string, Mapping> = {}

  note(at: string, { place, isLiteral }: Origin): void {
    this.#mappings[at] = {
      type: 'value',
      source: place
        ? { type: 'documentValue', document: this.#indexOf(place.document), path: this.#pathOf(place.path) }
        : { type: isLiteral ? 'literal' : 'unknown' },
    }
  }

  map(): SourceMap {
    return { documents: this.#documents, paths: this.#paths, mappings: this.#mappings }
  }

  #indexOf(document: Document): number {
    const original = document['_originalId']
    const id = typeof original === 'string' ? original : document._id
    const index = this.#documentIndex.get(id) ?? this.#documents.push({ _id: id, _type: document._type }) - 1
    this.#documentIndex.set(id, index)
    return index
  }

  #pathOf(path: string): number {
    const index = this.#pathIndex.get(path) ?? this.#paths.push(path) - 1
    this.#pathIndex.set(path, index)
    return index
  }
}
