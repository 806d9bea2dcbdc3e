import type { Interpreter } from './interpreter.ts'
import type { QueryAttribute, QueryNode } from './query-node.ts'
import { Scope } from './scope.ts'
import { isObject } from './values.ts'
import type { Document } from '../wire.ts'

/** Where in a document a value stands. */
interface Place {
  readonly document: Document
  readonly path: string
}

/** A value and where it comes from. */
export interface Origin {
  readonly value: unknown
  /** Where it stands as it is; null for what was put together or computed. */
  readonly place: Place | null
  /** Whether it stands in the query itself. */
  readonly isLiteral: boolean
  /** The origins of what it was put together from, by attribute or index. */
  readonly parts: ReadonlyMap<string | number, Origin> | null
}

/** A scope that knows where its values come from. It has the shape of the scope that evaluation sees. */
interface TracedScope {
  readonly scope: Scope
  readonly origin: Origin
  readonly parent: TracedScope | null
  readonly isHidden: boolean
}

const escapes: Readonly<Record<string, string>> = { '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', "'": "\\'", '\\': '\\\\' }
const escaped = (text: string): string => text.replace(/[\f\n\r\t'\\]/g, (character) => escapes[character] ?? character)

/** One step of a path in JSON. */
export function originalStep(name: string | number): string {
  return typeof name === 'number' ? `[${name}]` : `['${escaped(name)}']`
}

/** The step to an element of an array in a document: by its key where it has one, so that the path stays right when others come and go. */
function elementStep(element: unknown, index: number): string {
  return isObject(element) && typeof element['_key'] === 'string' ? `[?(@._key=='${escaped(element['_key'])}')]` : originalStep(index)
}

const computed = (value: unknown): Origin => ({ value, place: null, isLiteral: false, parts: null })
const composed = (value: unknown, parts: ReadonlyMap<string | number, Origin>): Origin => ({ ...computed(value), parts })
const listed = (elements: readonly Origin[]): Origin =>
  composed(
    elements.map(({ value }) => value),
    new Map(elements.entries()),
  )

/** Functions whose elements are those of their first argument. */
const choosing: ReadonlySet<string> = new Set(['array::compact', 'array::unique'])

/** Follows the parts of a query, and so its values, back into documents. */
export class Tracer {
  readonly #run: Interpreter
  readonly #roots: ReadonlyMap<unknown, Document>

  constructor(run: Interpreter, documents: readonly Document[]) {
    this.#run = run
    this.#roots = new Map(documents.map((document) => [document, document]))
  }

  /** Where the value of the query `tree` comes from. */
  origin(tree: QueryNode): Origin {
    const scope = new Scope(null)
    return this.#trace(tree, { scope, origin: computed(null), parent: null, isHidden: false })
  }

  /** Where an attribute of a value comes from. */
  attribute(origin: Origin, name: string): Origin {
    const value = isObject(origin.value) && Object.hasOwn(origin.value, name) ? (origin.value[name] ?? null) : null
    return this.#part(origin, name, value, originalStep(name))
  }

  /** Where an element of an array comes from. */
  element(origin: Origin, index: number): Origin {
    const value: unknown = Array.isArray(origin.value) ? (origin.value[index] ?? null) : null
    return this.#part(origin, index, value, elementStep(value, index))
  }

  #part(origin: Origin, name: string | number, value: unknown, step: string): Origin {
    const known = origin.parts?.get(name)
    if (known) return known
    const place = origin.place && { document: origin.place.document, path: origin.place.path + step }
    return place || origin.isLiteral ? { value, place, isLiteral: origin.isLiteral, parts: null } : this.#root(value)
  }

  /** Evaluation hands documents on as they are, so they are known wherever they turn up. */
  #root(value: unknown): Origin {
    const document = this.#roots.get(value)
    return document ? { ...computed(value), place: { document, path: '$' } } : computed(value)
  }

  #trace(node: QueryNode, within: TracedScope): Origin {
    switch (node.type) {
      case 'This':
        return within.origin
      case 'Parent':
        return above(within, node.n)
      case 'Value':
        return { ...computed(node.value ?? null), isLiteral: true }
      case 'Group':
      case 'ArrayCoerce':
        return this.#trace(node.base, within)
      case 'AccessAttribute':
        return this.attribute(node.base ? this.#trace(node.base, within) : within.origin, node.name)
      case 'AccessElement': {
        const base = this.#trace(node.base, within)
        return this.element(base, node.index < 0 && Array.isArray(base.value) ? base.value.length + node.index : node.index)
      }
      case 'Filter':
        return this.#list(node.base, within, (element) => (this.#holds(node.expr, entered(within, element)) ? [element] : []))
      case 'Map':
        return this.#list(node.base, within, (element) => [this.#trace(node.expr, entered(within, element, true))])
      case 'FlatMap':
        return this.#list(node.base, within, (element) => {
          const inner = this.#trace(node.expr, entered(within, element, true))
          return Array.isArray(inner.value) ? this.#elements(inner) : [inner]
        })
      case 'Projection': {
        const base = this.#trace(node.base, within)
        return isObject(base.value) ? this.#trace(node.expr, entered(within, base)) : computed(null)
      }
      case 'Object':
        return this.#object(node.attributes, within)
      case 'Array':
        return listed(
          node.elements.flatMap(({ value, isSplat }) => {
            const element = this.#trace(value, within)
            return isSplat ? this.#elements(element) : [element]
          }),
        )
      case 'Select': {
        const chosen = node.alternatives.find(({ condition }) => this.#holds(condition, within))?.value ?? node.fallback
        return chosen ? this.#trace(chosen, within) : computed(null)
      }
      case 'Slice':
        return this.#chosen(node, node.base, within)
      case 'PipeFuncCall':
        return node.name === 'order' ? this.#chosen(node, node.base, within) : this.#evaluated(node, within)
      case 'FuncCall':
        return this.#call(node, within)
      default:
        return this.#evaluated(node, within)
    }
  }

  #evaluated(node: QueryNode, within: TracedScope): Origin {
    return this.#root(this.#run.evaluate(node, within.scope))
  }

  #holds(node: QueryNode, within: TracedScope): boolean {
    return this.#run.evaluate(node, within.scope) === true
  }

  #elements(origin: Origin): Origin[] {
    return Array.isArray(origin.value) ? origin.value.map((_, index) => this.element(origin, index)) : []
  }

  #list(base: QueryNode, within: TracedScope, each: (element: Origin) => readonly Origin[]): Origin {
    const origin = this.#trace(base, within)
    return Array.isArray(origin.value) ? listed(this.#elements(origin).flatMap((element) => each(element))) : computed(null)
  }

  #call(node: QueryNode & { type: 'FuncCall' }, within: TracedScope): Origin {
    const [first] = node.args
    if (first && choosing.has(`${node.namespace}::${node.name}`)) return this.#chosen(node, first, within)
    if (node.namespace !== 'global' || node.name !== 'coalesce') return this.#evaluated(node, within)
    for (const argument of node.args) {
      const origin = this.#trace(argument, within)
      if (origin.value !== null) return origin
    }
    return computed(null)
  }

  /** Of a value whose elements are some of those of `base`, in whatever order: each is the first of them that is the same and is not taken yet. */
  #chosen(node: QueryNode, base: QueryNode, within: TracedScope): Origin {
    const value = this.#run.evaluate(node, within.scope)
    const from = this.#trace(base, within)
    if (!Array.isArray(value)) return computed(value)
    // What is put together anew each time is not the same, but has the same place.
    const [elements, values] = [this.#elements(from), this.#run.evaluate(base, within.scope)]
    const places = new Map<unknown, number[]>()
    if (Array.isArray(values)) for (const [index, one] of values.entries()) places.set(one, [...(places.get(one) ?? []), index])
    return listed(
      value.map((one: unknown) => {
        const index = places.get(one)?.shift()
        return (index === undefined ? undefined : elements[index]) ?? this.#root(one)
      }),
    )
  }

  #object(attributes: readonly QueryAttribute[], within: TracedScope): Origin {
    const parts = new Map<string | number, Origin>()
    const spread = (node: QueryNode): void => {
      const origin = this.#trace(node, within)
      if (isObject(origin.value)) for (const name of Object.keys(origin.value)) parts.set(name, this.attribute(origin, name))
    }
    for (const attribute of attributes) {
      if (attribute.type === 'ObjectAttributeValue') parts.set(attribute.name, this.#trace(attribute.value, within))
      else if (attribute.type === 'ObjectSplat' || this.#holds(attribute.condition, within)) spread(attribute.value)
    }
    return composed(Object.fromEntries([...parts].map(([name, { value }]) => [name, value])), parts)
  }
}

function entered(within: TracedScope, origin: Origin, isHidden = false): TracedScope {
  return { scope: within.scope.within(origin.value, isHidden), origin, parent: within.isHidden ? within.parent : within, isHidden }
}

function above(within: TracedScope, levels: number): Origin {
  let scope: TracedScope | null = within
  for (let level = 0; level < levels && scope; level += 1) scope = scope.parent
  return scope ? scope.origin : computed(null)
}
