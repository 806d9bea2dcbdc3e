/** What `@` is at some place of a query, and what `^` leads to from there. */
export class Scope {
  readonly value: unknown
  readonly #parent: Scope | null
  /** `^` does not stop here: the values that a traversal walks through have no level of their own. */
  readonly #isHidden: boolean

  constructor(value: unknown, parent: Scope | null = null, isHidden = false) {
    this.value = value
    this.#parent = parent
    this.#isHidden = isHidden
  }

  /** The scope within this one where `@` is `value`. */
  within(value: unknown, isHidden = false): Scope {
    return new Scope(value, this.#isHidden ? this.#parent : this, isHidden)
  }

  /** What `^`, or `^.^` and so on for `levels`, stands for. */
  above(levels: number): unknown {
    if (levels === 0) return this.value
    return this.#parent ? this.#parent.above(levels - 1) : null
  }
}
