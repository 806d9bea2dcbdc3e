import type { Answer } from './evaluate.ts'
import type { QueryNode } from './query-node.ts'
import { type Document, isRecord } from '../wire.ts'

/** Which field of which document each value of an answer comes from, in Sanity's form.
 *  @see `@sanity/client` `src/csm/types.ts` */
export interface SourceMap {
  readonly documents: readonly { readonly _id: string; readonly _type: string }[]
  readonly paths: readonly string[]
  readonly mappings: Readonly<
    Record<
      string,
      { readonly type: 'value'; readonly source: { readonly type: 'documentValue'; readonly document: number; readonly path: number } }
    >
  >
}

/** Where an object or array, or the value at a path in it, stands in a document. */
interface Origin {
  readonly document: Document
  readonly path: string
}

/** The source map of `answer` to the query `tree`.
 *
 *  Covered: whole documents and fields, projections of fields under any name, nested and over arrays and references, `...`, `coalesce`, `select`,
 *  elements and slices. Not covered, and simply not in the map: values that are computed (`+`, `count`, `string::…`, `pt::text`), and projections
 *  that reach outwards with `^`. */
export async function sourceMapOf(tree: QueryNode, answer: Answer): Promise<SourceMap> {
  const tracer = new Tracer(answer)
  await tracer.trace(tree, undefined, answer.result, '$')
  return tracer.map()
}

const escapes: Readonly<Record<string, string>> = { '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', "'": "\\'", '\\': '\\\\' }

function escaped(text: string): string {
  return text.replace(/[\f\n\r\t'\\]/g, (character) => escapes[character] ?? character)
}

const step = (name: string | number): string => (typeof name === 'number' ? `[${name}]` : `['${escaped(name)}']`)

/** The step to an element of an array in a document: by its key where it has one, so that the path stays right when others come and go. */
function elementStep(element: unknown, index: number): string {
  return isRecord(element) && typeof element['_key'] === 'string' ? `[?(@._key=='${escaped(element['_key'])}')]` : step(index)
}

class Tracer {
  readonly #answer: Answer
  readonly #origins = new Map<object, Origin>()
  readonly #documents: { _id: string; _type: string }[] = []
  readonly #documentIndex = new Map<string, number>()
  readonly #paths: string[] = []
  readonly #pathIndex = new Map<string, number>()
  readonly #mappings: Record<string, SourceMap['mappings'][string]> = {}

  constructor(answer: Answer) {
    this.#answer = answer
    // Evaluation hands objects on as they are, so an object of the answer that stands in a document is known by its identity.
    for (const document of answer.documents) this.#place(document, { document, path: '$' })
  }

  map(): SourceMap {
    return { documents: this.#documents, paths: this.#paths, mappings: this.#mappings }
  }

  #place(value: unknown, origin: Origin): void {
    if (typeof value !== 'object' || value === null || this.#origins.has(value)) return
    this.#origins.set(value, origin)
    if (Array.isArray(value))
      for (const [index, inner] of value.entries()) this.#place(inner, { ...origin, path: origin.path + elementStep(inner, index) })
    else for (const [name, inner] of Object.entries(value)) this.#place(inner, { ...origin, path: origin.path + step(name) })
  }

  #originOf(value: unknown): Origin | undefined {
    return typeof value === 'object' && value !== null ? this.#origins.get(value) : undefined
  }

  /** Notes where `value`, which `node` gave with `scope` as `@`, comes from; `at` is its path in the answer. */
  async trace(node: QueryNode, scope: unknown, value: unknown, at: string): Promise<void> {
    if (value === null || value === undefined) return
    const known = this.#originOf(value)
    if (known) return this.#note(value, at, known)
    switch (node.type) {
      case 'Group':
      case 'ArrayCoerce':
        return this.trace(node.base, scope, value, at)
      case 'AccessAttribute':
        return this.#traceIn(node.base, scope, node.name, value, at)
      case 'AccessElement':
        return this.#traceIn(node.base, scope, node.index, value, at)
      case 'Projection':
        return this.#traceProjection(node.expr, await this.#evaluate(node.base, scope), value, at)
      case 'Map':
      case 'FlatMap':
        return this.#traceElements(node, scope, value, at)
      case 'FuncCall':
        return node.namespace === 'global' && node.name === 'coalesce' ? this.#traceFirst(node.args, scope, value, at) : undefined
      case 'Select':
        for (const { condition, value: chosen } of node.alternatives) {
          if ((await this.#evaluate(condition, scope)) === true) return this.trace(chosen, scope, value, at)
        }
        return node.fallback && this.trace(node.fallback, scope, value, at)
      default:
        return this.#traceInside(value, at)
    }
  }

  async #traceIn(base: QueryNode | undefined, scope: unknown, name: string | number, value: unknown, at: string): Promise<void> {
    const holder = base === undefined ? scope : await this.#evaluate(base, scope)
    const origin = this.#originOf(holder)
    if (!origin) return
    const index = typeof name === 'number' && Array.isArray(holder) && name < 0 ? holder.length + name : name
    this.#note(value, at, { ...origin, path: origin.path + step(index) })
  }

  async #traceProjection(expression: QueryNode, scope: unknown, value: unknown, at: string): Promise<void> {
    if (expression.type !== 'Object' || !isRecord(value)) return
    for (const attribute of expression.attributes) {
      switch (attribute.type) {
        case 'ObjectAttributeValue':
          await this.trace(attribute.value, scope, value[attribute.name], at + step(attribute.name))
          break
        case 'ObjectConditionalSplat':
          if ((await this.#evaluate(attribute.condition, scope)) !== true) break
          await this.#traceSplat(attribute.value, scope, value, at)
          break
        case 'ObjectSplat':
          await this.#traceSplat(attribute.value, scope, value, at)
          break
      }
    }
  }

  /** `...`, or `condition => {…}`: its fields are those of the object around it, unless others have overwritten them. */
  async #traceSplat(node: QueryNode, scope: unknown, value: Record<string, unknown>, at: string): Promise<void> {
    const spread = await this.#evaluate(node, scope)
    if (!isRecord(spread)) return
    const origin = this.#originOf(spread)
    if (!origin)
      return node.type === 'Projection' || node.type === 'Object'
        ? this.#traceProjection(node.type === 'Object' ? node : node.expr, scope, value, at)
        : undefined
    for (const [name, inner] of Object.entries(spread)) {
      if (value[name] === inner) this.#note(inner, at + step(name), { ...origin, path: origin.path + step(name) })
    }
  }

  async #traceElements(
    node: { readonly base: QueryNode; readonly expr: QueryNode },
    scope: unknown,
    value: unknown,
    at: string,
  ): Promise<void> {
    const elements = await this.#evaluate(node.base, scope)
    if (!Array.isArray(elements) || !Array.isArray(value) || elements.length !== value.length) return this.#traceInside(value, at)
    for (const [index, element] of elements.entries()) await this.trace(node.expr, element, value[index], at + step(index))
  }

  async #traceFirst(nodes: readonly QueryNode[], scope: unknown, value: unknown, at: string): Promise<void> {
    for (const node of nodes) {
      const tried = await this.#evaluate(node, scope)
      if (tried !== null && tried !== undefined) return this.trace(node, scope, value, at)
    }
  }

  /** What can't be followed as a whole may still hold objects that stand in documents. */
  #traceInside(value: unknown, at: string): void {
    if (typeof value !== 'object' || value === null) return
    const origin = this.#originOf(value)
    if (origin) return this.#note(value, at, origin)
    for (const [name, inner] of Object.entries(value)) this.#traceInside(inner, at + step(Array.isArray(value) ? Number(name) : name))
  }

  /** All values in `value`, which stands at `origin`. */
  #note(value: unknown, at: string, origin: Origin): void {
    if (Array.isArray(value)) {
      for (const [index, inner] of value.entries())
        this.#note(inner, at + step(index), { ...origin, path: origin.path + elementStep(inner, index) })
    } else if (isRecord(value)) {
      for (const [name, inner] of Object.entries(value)) this.#note(inner, at + step(name), { ...origin, path: origin.path + step(name) })
    } else if (value !== null && value !== undefined) {
      this.#mappings[at] = {
        type: 'value',
        source: { type: 'documentValue', document: this.#indexOf(origin.document), path: this.#pathOf(origin.path) },
      }
    }
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

  async #evaluate(node: QueryNode, scope: unknown): Promise<unknown> {
    return node.type === 'This' ? scope : this.#answer.evaluatePart(node, scope)
  }
}
