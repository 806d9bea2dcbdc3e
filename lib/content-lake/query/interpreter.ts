import { closedNodes } from './closed-nodes.ts'
import type { Evaluator, World } from './evaluator.ts'
import { FUNCTIONS } from './functions/functions.ts'
import { OPERATORS } from './operators.ts'
import { PIPES } from './pipes.ts'
import { refuseLarge } from './query-limits.ts'
import type { QueryAttribute, QueryCall, QueryNode } from './query-node.ts'
import type { Scope } from './scope.ts'
import { sizeOf } from './size-of.ts'
import { compare, isObject } from './values.ts'

/** Evaluates the parse tree of a query, without waiting for anything.
 *  @see https://sanity-io.github.io/GROQ/GROQ-1.revision3/ */
export class Interpreter implements Evaluator {
  readonly world: World
  readonly #closed: ReadonlySet<QueryNode>
  readonly #known = new Map<QueryNode, unknown>()

  constructor(tree: QueryNode, world: World) {
    this.world = world
    this.#closed = closedNodes(tree)
  }

  /** The value of `node` in `scope`. Objects that stand in documents are handed on as they are, not copied. */
  evaluate(node: QueryNode, scope: Scope): unknown {
    if (!this.#closed.has(node)) return this.#compute(node, scope)
    if (!this.#known.has(node)) this.#known.set(node, this.#compute(node, scope))
    return this.#known.get(node)
  }

  /** The elements of what `node` is in `scope`; null if it is no array. */
  elements(node: QueryNode, scope: Scope): readonly unknown[] | null {
    const value = this.evaluate(node, scope)
    if (!Array.isArray(value)) return null
    this.world.spend(value.length)
    return value
  }

  #compute(node: QueryNode, scope: Scope): unknown {
    this.world.spend(1)
    switch (node.type) {
      case 'This':
        return scope.value
      case 'Parent':
        return scope.above(node.n)
      case 'Value':
        return node.value ?? null
      case 'Parameter':
        return Object.hasOwn(this.world.parameters, node.name) ? (this.world.parameters[node.name] ?? null) : null
      case 'Group':
        return this.evaluate(node.base, scope)
      case 'AccessAttribute':
        return attributeOf(node.base ? this.evaluate(node.base, scope) : scope.value, node.name)
      case 'AccessElement':
        return elementOf(this.evaluate(node.base, scope), node.index)
      case 'Slice':
        return sliceOf(this.elements(node.base, scope), node)
      case 'ArrayCoerce':
        return this.elements(node.base, scope)
      case 'Deref':
        return this.#deref(this.evaluate(node.base, scope))
      case 'Filter':
        return this.elements(node.base, scope)?.filter((element) => this.evaluate(node.expr, scope.within(element)) === true) ?? null
      case 'Map':
        return this.elements(node.base, scope)?.map((element) => this.evaluate(node.expr, scope.within(element, true))) ?? null
      case 'FlatMap':
        return flattened(this.elements(node.base, scope), (element) => this.evaluate(node.expr, scope.within(element, true)))
      case 'Projection': {
        const base = this.evaluate(node.base, scope)
        return isObject(base) ? this.evaluate(node.expr, scope.within(base)) : null
      }
      case 'Object':
        return this.#object(node.attributes, scope)
      case 'Array':
        return flattened(node.elements, ({ value, isSplat }) => this.#elementsOf(value, isSplat, scope))
      case 'Select': {
        const chosen = node.alternatives.find(({ condition }) => this.evaluate(condition, scope) === true)?.value ?? node.fallback
        return chosen ? this.evaluate(chosen, scope) : null
      }
      case 'And':
        return this.#either(node, false, scope)
      case 'Or':
        return this.#either(node, true, scope)
      case 'Not':
        return negated(this.evaluate(node.base, scope))
      case 'Neg':
        return signed(this.evaluate(node.base, scope), -1)
      case 'Pos':
        return signed(this.evaluate(node.base, scope), 1)
      case 'InRange':
        return this.#inRange(node, scope)
      case 'OpCall':
        return this.#operate(node, scope)
      case 'FuncCall':
        return this.#call(node, scope)
      case 'PipeFuncCall': {
        const elements = this.elements(node.base, scope)
        return elements && (PIPES.get(node.name)?.(elements, node.args, scope, this) ?? null)
      }
      case 'Asc':
      case 'Desc':
      case 'Everything':
      case 'Tuple':
      case 'SelectorFuncCall':
      case 'SelectorNested':
        return null
    }
  }

  #deref(reference: unknown): unknown {
    const id = attributeOf(reference, '_ref')
    return typeof id === 'string' ? this.world.document(id) : null
  }

  #elementsOf(node: QueryNode, isSplat: boolean, scope: Scope): readonly unknown[] {
    return isSplat ? (this.elements(node, scope) ?? []) : [this.evaluate(node, scope)]
  }

  #object(attributes: readonly QueryAttribute[], scope: Scope): Record<string, unknown> {
    const object: Record<string, unknown> = {}
    for (const attribute of attributes) {
      switch (attribute.type) {
        case 'ObjectAttributeValue':
          put(object, attribute.name, this.evaluate(attribute.value, scope))
          break
        case 'ObjectConditionalSplat':
          if (this.evaluate(attribute.condition, scope) === true) this.#spread(object, attribute.value, scope)
          break
        case 'ObjectSplat':
          this.#spread(object, attribute.value, scope)
          break
      }
    }
    return object
  }

  #spread(object: Record<string, unknown>, node: QueryNode, scope: Scope): void {
    const value = this.evaluate(node, scope)
    if (!isObject(value)) return
    const entries = Object.entries(value)
    this.world.spend(entries.length)
    for (const [name, inner] of entries) put(object, name, inner)
  }

  /** `deciding` is the value that makes the other side meaningless: false for `&&`, true for `||`. */
  #either(node: QueryNode & { type: 'And' | 'Or' }, deciding: boolean, scope: Scope): boolean | null {
    const left = this.evaluate(node.left, scope)
    if (left === deciding) return deciding
    const right = this.evaluate(node.right, scope)
    if (right === deciding) return deciding
    return typeof left === 'boolean' && typeof right === 'boolean' ? !deciding : null
  }

  #inRange(node: QueryNode & { type: 'InRange' }, scope: Scope): boolean | null {
    const value = this.evaluate(node.base, scope)
    const low = compare(value, this.evaluate(node.left, scope))
    const high = compare(value, this.evaluate(node.right, scope))
    if (low === null || high === null) return null
    return low >= 0 && (node.isInclusive ? high <= 0 : high < 0)
  }

  #operate(node: QueryNode & { type: 'OpCall' }, scope: Scope): unknown {
    const left = this.evaluate(node.left, scope)
    const right = this.evaluate(node.right, scope)
    this.world.spend(sizeOf(left) + sizeOf(right))
    return OPERATORS.get(node.op)?.(left, right, this.world.spend) ?? null
  }

  #call(node: QueryCall, scope: Scope): unknown {
    return FUNCTIONS.get(`${node.namespace}::${node.name}`)?.(node.args, scope, this) ?? null
  }
}

/** What `each` gives for every element: of arrays, what is in them. */
function flattened<T>(elements: readonly T[] | null, each: (element: T) => unknown): readonly unknown[] | null {
  if (!elements) return null
  const result: unknown[] = []
  for (const element of elements) {
    const value = each(element)
    if (!Array.isArray(value)) result.push(value)
    else {
      refuseLarge({ elements: result.length + value.length })
      for (const inner of value) result.push(inner)
    }
  }
  return result
}

function attributeOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null
}

function elementOf(value: unknown, index: number): unknown {
  return Array.isArray(value) ? (value.at(index) ?? null) : null
}

function sliceOf(
  elements: readonly unknown[] | null,
  { left, right, isInclusive }: QueryNode & { type: 'Slice' },
): readonly unknown[] | null {
  if (!elements) return null
  const fromEnd = (index: number): number => (index < 0 ? elements.length + index : index)
  return elements.slice(Math.max(0, fromEnd(left)), Math.max(0, fromEnd(right) + Number(isInclusive)))
}

function negated(value: unknown): boolean | null {
  return typeof value === 'boolean' ? !value : null
}

function signed(value: unknown, sign: 1 | -1): number | null {
  return typeof value === 'number' ? value * sign : null
}

/** Sets an attribute, which may have any name. */
function put(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
  else object[name] = value
}
