import { isRecord } from '../wire.ts'

/** What GROQ tells apart. */
export type Kind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' | 'other'

/** A value that JSON has no type for, and what it becomes in an answer. */
export abstract class Special {
  abstract toJSON(): unknown
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[-+]\d{2}:\d{2})$/

/** A point in time, as `dateTime()` gives it. */
export class DateTime extends Special {
  /** Milliseconds since 1970. */
  readonly time: number

  constructor(time: number) {
    super()
    this.time = time
  }

  /** The instant that `text` (RFC 3339) names; null if it names none. */
  static parse(text: string): DateTime | null {
    const time = instant.test(text) ? Date.parse(text) : Number.NaN
    return Number.isNaN(time) ? null : new DateTime(time)
  }

  /** Later by `seconds`; null beyond the years that there are. */
  plus(seconds: number): DateTime | null {
    const time = this.time + seconds * 1000
    return Number.isNaN(new Date(time).getTime()) ? null : new DateTime(time)
  }

  override toString(): string {
    return new Date(this.time).toISOString().replace('.000Z', 'Z')
  }

  toJSON(): string {
    return this.toString()
  }
}

/** A pattern of ids: `*` stands for one part, `**` for one or more. */
export class Path extends Special {
  readonly pattern: string
  readonly #parts: readonly string[]

  constructor(pattern: string) {
    super()
    this.pattern = pattern
    this.#parts = pattern.split('.')
  }

  matches(id: string): boolean {
    const parts = id.split('.')
    // The places in the pattern that the parts read so far may have led to: no pattern takes longer than parts times places.
    let places = new Set([0])
    for (const part of parts) {
      const next = new Set<number>()
      for (const place of places) {
        const wanted = this.#parts[place]
        if (wanted === '**') {
          next.add(place)
          next.add(place + 1)
        } else if (wanted === part || (wanted === '*' && part !== '')) next.add(place + 1)
      }
      places = next
    }
    return places.has(this.#parts.length)
  }

  toJSON(): string {
    return this.pattern
  }
}

/** What kind of value `value` is. */
export function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    default:
      if (value === null || value === undefined) return 'null'
      if (Array.isArray(value)) return 'array'
      return value instanceof Special ? 'other' : 'object'
  }
}

/** Whether `value` is an object of JSON. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && !(value instanceof Special)
}

/** `value` if it is a number that JSON can say, else null. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/** Equality of GROQ: only simple values equal anything. */
export function isEqual(left: unknown, right: unknown): boolean {
  if (left instanceof DateTime) return right instanceof DateTime && left.time === right.time
  return isSimple(left) && left === right
}

function isSimple(value: unknown): boolean {
  return value === null || typeof value !== 'object'
}

/** Negative, 0 or positive, where two values have an order; null where they have none. */
export function compare(left: unknown, right: unknown): number | null {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : Number(left > right)
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right)
  if (left instanceof DateTime && right instanceof DateTime) return left.time - right.time
  return null
}

const ranks: Readonly<Partial<Record<Kind, number>>> = { number: 2, string: 3, boolean: 4 }

const rankOf = (value: unknown): number => (value instanceof DateTime ? 1 : (ranks[kindOf(value)] ?? 5))

/** An order of all values: instants, numbers, strings, booleans, and then the rest, which are alike. */
export function compareAll(left: unknown, right: unknown): number {
  return rankOf(left) - rankOf(right) || (compare(left, right) ?? 0)
}
