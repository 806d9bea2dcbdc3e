import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Change, compareTexts } from './compare.ts'
import { sentencesOf } from './sentences.ts'

const COCA = 'Peru had an estimated 46,500 hectares (ha) of coca under cultivation in 2014.'
const POLICE = 'The U.S. government trains police. It also supports prosecutors.'

describe('sentencesOf', () => {
  it('does not end a sentence after an abbreviation or initials', () => {
    expect(sentencesOf(POLICE, 'en')).toEqual(['The U.S. government trains police.', 'It also supports prosecutors.'])
    expect(sentencesOf('See No. 4 of J. B. Smith. Then go on.', 'en')).toEqual(['See No. 4 of J. B. Smith.', 'Then go on.'])
  })

  it('does not end a sentence inside a number', () => {
    expect(sentencesOf('It is 3.5 percent. More is 1.234.', 'es')).toEqual(['It is 3.5 percent.', 'More is 1.234.'])
  })
})

describe('compareTexts', () => {
  it('finds nothing in the same text, however it is spaced or broken into paragraphs', () => {
    expect(compareTexts([COCA, POLICE], [`${COCA}  ${POLICE}`], 'en')).toEqual([])
  })

  it('shows a figure that changed as a whole, within its sentence', () => {
    const [change, ...more] = compareTexts([POLICE, COCA], [POLICE, COCA.replace('46,500', '49,800').replace('2014', '2017')], 'en')
    expect(more).toEqual([])
    expect(change).toEqual({
      kind: 'reworded',
      runs: [
        { kind: 'kept', text: 'Peru had an estimated ' },
        { kind: 'removed', text: '46,500' },
        { kind: 'added', text: '49,800' },
        { kind: 'kept', text: ' hectares (ha) of coca under cultivation in ' },
        { kind: 'removed', text: '2014' },
        { kind: 'added', text: '2017' },
        { kind: 'kept', text: '.' },
      ],
    })
  })

  it('tells a sentence that is new from one that went, in the order of reading', () => {
    const before = ['One stays here.', 'Bananas ripen slowly on trees.', 'Two stays here.']
    const after = ['One stays here.', 'Two stays here.', 'Police were trained in 2015.']
    expect(compareTexts(before, after, 'en')).toEqual([
      { kind: 'removed', text: 'Bananas ripen slowly on trees.' },
      { kind: 'added', text: 'Police were trained in 2015.' },
    ])
  })

  it('finds the reworded sentence among new ones', () => {
    const after = ['A wholly different statement begins.', COCA.replace('estimated', 'official estimate of'), 'Something else ends it all.']
    expect(compareTexts([COCA], after, 'en').map(({ kind }) => kind)).toEqual(['added', 'reworded', 'added'])
  })

  it('loses nothing: from its changes and what stayed, both states can be told', () => {
    const sentence = fc.constantFrom(
      'Alpha one is here.',
      'Beta two is there.',
      'Gamma 3,500 was counted.',
      'Delta 4 went away.',
      'Epsilon ñ stays.',
    )
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 12 }), fc.array(sentence, { maxLength: 12 }), (before, after) => {
        const changes = compareTexts(before, after, 'en')
        expect(remaining(before, changes, 'removed')).toEqual(remaining(after, changes, 'added'))
      }),
    )
  })

  it('answers quickly when everything was rewritten', () => {
    const text = (word: string) => Array.from({ length: 400 }, (_, index) => `${word} number ${index} says something of its own.`)
    expect(compareTexts(text('Before'), text('Later'), 'en').length).toBe(800)
  })
})

/** How often each sentence stays, once those that the changes name are taken away. */
function remaining(sentences: readonly string[], changes: readonly Change[], kind: 'removed' | 'added'): Record<string, number> {
  const counts = new Map<string, number>()
  for (const sentence of sentences) counts.set(sentence, (counts.get(sentence) ?? 0) + 1)
  for (const change of changes) {
    const named = change.kind === 'reworded' ? textOf(change, kind) : change.kind === kind ? change.text : null
    if (named !== null) counts.set(named, (counts.get(named) ?? 0) - 1)
  }
  return Object.fromEntries([...counts].filter(([, count]) => count !== 0))
}

function textOf(change: Extract<Change, { kind: 'reworded' }>, kind: 'removed' | 'added'): string {
  return change.runs
    .filter((run) => run.kind === 'kept' || run.kind === kind)
    .map(({ text }) => text)
    .join('')
}
