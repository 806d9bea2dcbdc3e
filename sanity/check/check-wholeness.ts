import { observationSchema } from '#lib/figures/observation.ts'
import type { Finding } from './finding.ts'

/** What published observations lack, given as a query gives them. What is not whole is shown nowhere, and compared with nothing. */
export function checkWholeness(answers: readonly unknown[]): readonly Finding[] {
  return answers.flatMap((answer) => {
    const { data, error } = observationSchema.safeParse(answer)
    const id = idOf(answer)
    if (data) return data.source.title === null && data.source.url === null ? [withoutSource(id)] : []
    const faults = (error?.issues ?? []).filter(({ path: [field] }) => field !== 'source')
    const isSourced = faults.length === error?.issues.length
    const words = faults.map(({ path, message }) => `${path.join('.') || 'figure'}: ${message}`).join(' ')
    return [
      ...(isSourced ? [] : [withoutSource(id)]),
      ...(faults.length > 0 ? [notWhole(id, words, String(faults[0]?.path[0] ?? ''))] : []),
    ]
  })
}

function withoutSource(id: string): Finding {
  return {
    kind: 'noSource',
    severity: 'error',
    words: 'The figure names no source that a reader could find.',
    advice: 'Give its source a publisher, and a title or an address; or supersede the figure by one that cites such a source.',
    places: [{ id, type: 'observation', path: 'citation', words: '' }],
  }
}

function notWhole(id: string, faults: string, field: string): Finding {
  return {
    kind: 'incomplete',
    severity: 'error',
    words: `The figure is not whole, so it is shown nowhere. ${faults}`,
    advice: 'Complete what it refers to, or supersede it by one that is whole.',
    places: [{ id, type: 'observation', path: field, words: '' }],
  }
}

function idOf(answer: unknown): string {
  return typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string' ? answer.id : ''
}
