/** How much work an operator or a function may have with `value`, in steps of evaluation. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length / 32
  return Array.isArray(value) ? value.length / 4 : 0
}
