import { expect, test } from 'vitest'
import { readSeed } from '../documents.ts'
import type { SeedDocument } from '../seed-document.ts'

interface State {
  readonly _id: string
  readonly changeNote: { readonly text: string; readonly major: boolean }
  readonly summary: string
  readonly sections: readonly {
    readonly body: readonly {
      readonly listItem?: 'bullet'
      readonly markDefs: readonly { readonly _key: string; readonly _type: string }[]
      readonly children: readonly {
        readonly _type: string
        readonly _key: string
        readonly text?: string
        readonly marks?: readonly string[]
        readonly observation?: { readonly _ref: string }
        readonly claim?: object
      }[]
    }[]
  }[]
}

const { documents, states } = await readSeed()
const histories = [...(states ?? new Map<string, readonly SeedDocument[]>()).values()] as unknown as readonly (readonly State[])[]
const byId = new Map(documents.map((document) => [document._id, document]))
const sourceDate = new Map(
  documents.flatMap((document) => (document._type === 'source' ? [[document._id, (document['date'] as string | undefined) ?? null]] : [])),
)
const childrenOf = ({ sections }: State) => sections.flatMap(({ body }) => body.flatMap(({ children }) => children))
const observationsIn = (state: State) => childrenOf(state).flatMap(({ observation }) => observation?._ref ?? [])
const datesIn = (state: State) =>
  observationsIn(state).map((id) => {
    const { citation } = byId.get(id) as unknown as { citation: { source: { _ref: string } } }
    return sourceDate.get(citation.source._ref) ?? null
  })

test('Sheets whose sources came out at different times have a state for each, the last of which is the sheet itself', () => {
  expect(histories.map(([first, ...more]) => [first?._id.replace('fact-sheet-', ''), more.length + 1])).toEqual([
    ['afghanistan', 25],
    ['bolivia', 24],
    ['colombia', 24],
    ['dominican-republic', 2],
    ['guatemala', 3],
    ['haiti', 2],
    ['honduras', 3],
    ['lebanon', 2],
    ['philippines', 2],
    ['tunisia', 2],
  ])
  for (const history of histories) {
    const { changeNote, ...last } = history.at(-1) ?? { changeNote: null }
    expect(changeNote?.text).not.toBe('')
    expect(last).toEqual(byId.get(history[0]?._id ?? ''))
  }
})

test('No state but the last says what a source said that came out later, or whose date nobody knows', () => {
  for (const history of histories) {
    let latest = ''
    for (const state of history.slice(0, -1)) {
      const dates = datesIn(state)
      expect(dates, state.changeNote.text).not.toContain(null)
      // A year alone is known to have been over only at its end.
      const newest = dates.map((date) => (date ?? '').padEnd(10, '~')).reduce((one, other) => (one > other ? one : other))
      expect(newest >= latest, state.changeNote.text).toBe(true)
      latest = newest
      expect(new Set(observationsIn(state)).size).toBeGreaterThan(0)
    }
  }
})

test('Every number of a state is a figure, or marked as a date or a name, and no change stands without a claim', () => {
  for (const state of histories.flat()) {
    for (const { markDefs, children } of state.sections.flatMap(({ body }) => body)) {
      const marked = new Set(markDefs.filter(({ _type }) => _type === 'unbound').map(({ _key }) => _key))
      expect(children.filter(({ text = '', marks = [] }) => /\d/.test(text) && !marks.some((mark) => marked.has(mark)))).toEqual([])
      const changes = children.filter(({ observation }) => byId.get(observation?._ref ?? '')?.['measure'] === 'change')
      expect(changes.filter(({ claim }) => !claim)).toEqual([])
      expect(children.map(({ _type }) => _type).join(' ')).not.toMatch(/^figure|figure figure|figure$/)
    }
  }
})

test('Notes and summaries keep to their lengths, and keys are unique', () => {
  for (const state of histories.flat()) {
    expect(state.changeNote.text.length).toBeLessThan(501)
    expect(state.changeNote.text.endsWith('.')).toBe(true)
    expect(state.summary.length).toBeGreaterThan(50)
    expect(state.summary.length).toBeLessThan(301)
    const keys = state.sections.flatMap(({ body }) => body.flatMap((block) => block.children.map(({ _key }) => _key)))
    expect(new Set(keys).size).toBe(keys.length)
  }
})

test('A newer value stands in the place of the one before it, so that it counts as a changed figure', () => {
  // The first value of each thing that a state lists.
  const listed = (state: State) =>
    new Map(
      state.sections
        .flatMap(({ body }) => body.filter(({ listItem }) => listItem !== undefined))
        .flatMap(({ children }) => children.filter(({ observation }) => observation !== undefined))
        .map(({ _key, observation }) => [subjectOf(observation?._ref), { key: _key, id: observation?._ref }] as const)
        .toReversed(),
    )
  const subjectOf = (id = '') => {
    const observation = byId.get(id)
    return JSON.stringify(['indicator', 'series', 'breakdown', 'measure'].map((name) => observation?.[name]))
  }
  let newer = 0
  for (const history of histories) {
    for (const [index, state] of history.slice(1).entries()) {
      const before = listed(history[index] ?? state)
      for (const [subject, { key, id }] of listed(state)) {
        const earlier = before.get(subject)
        if (!earlier) continue
        expect([state._id, key]).toEqual([state._id, earlier.key])
        if (earlier.id !== id) newer += 1
      }
    }
  }
  expect(newer).toBeGreaterThan(50)
})

test('The states of the sheet on Lebanon read as they should', () => {
  const said = (state: State | undefined) => ({
    note: state?.changeNote.text,
    text: state?.sections.map(({ body }) =>
      body.map(({ children }) => children.map(({ text, observation }) => text ?? `[${observation?._ref}]`).join('')),
    ),
  })
  const [first, last] = histories.find(([state]) => state?._id === 'fact-sheet-lebanon') ?? []
  expect(said(first)).toMatchInlineSnapshot(`
    {
      "note": "Figures of: Counternarcotics and Law Enforcement Country Program: Lebanon, May 7, 2010.",
      "text": [
        [
          "This sheet was compiled for demonstration, in words of our own, from figures of the sources listed at its end. It is not an official publication of any government. This edition keeps to sources dated May 7, 2010 or earlier.",
        ],
        [
          "Police trained, as of May 7, 2010: [observation-lb-police-trained-asof-2010-05-07-lb-inl-2010] (Counternarcotics and Law Enforcement Country Program: Lebanon, May 7, 2010).",
        ],
      ],
    }
  `)
  expect(said(last).note).toMatchInlineSnapshot(`"Adds figures of: State/INL Lebanon Program, January 12, 2012."`)
})
