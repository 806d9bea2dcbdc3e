import type { Observation } from './observation.ts'
import { printedStep } from './printed.ts'

/** How far from "about 50" a value may lie, as a part of the printed one, unless the printed digits allow more. */
const ABOUT = 0.05

/** How far below "nearly 50", or above "slightly more than 50", a value may lie, as a part of the printed one. */
const NEAR = 0.1

/**
 * Whether a computed value bears out the printed one: it goes the same way, and rounds to it by the last printed digit, or lies where the
 * hedge says. "Over 31 percent" holds if it is more than 31, "nearly 50" from 45 to 50, "about 50" from 47.5 to 52.5.
 * @see docs/decisions/0206-when-a-claim-holds.md
 */
export function bearsOut(computed: number, printed: Observation): boolean {
  if (Math.sign(computed) * Math.sign(printed.value) < 0) return false
  const amount = Math.abs(computed)
  const half = (printedStep(printed) / 2) * (1 + 1e-9)
  const [low, high] = [printed.value, printed.upperValue ?? printed.value].map(Math.abs).toSorted((a, b) => a - b)
  if (low === undefined || high === undefined) return false
  const isWithin = (from: number, to: number): boolean => from <= amount && amount <= to
  switch (printed.qualifier) {
    case null:
    case 'estimated':
      return isWithin(low - half, high + half)
    case 'about':
    case 'approximately':
    case 'some':
      return isWithin(low - Math.max(half, low * ABOUT), high + Math.max(half, high * ABOUT))
    case 'over':
    case 'moreThan':
      return amount > low
    case 'slightlyMoreThan':
      return amount > low && amount <= high * (1 + NEAR)
    case 'nearly':
    case 'almost':
      return isWithin(low * (1 - NEAR), high + half)
    case 'asMuchAs':
      return amount <= high + half
  }
}
