import { expect, test } from 'vitest'
import { type Change, compareTexts } from '#lib/changes/compare.ts'
import { sentencesOf } from '#lib/changes/sentences.ts'
import { compareWords, type WordRun } from '#lib/changes/words.ts'
import { findCorpus, NOT_AT_HAND } from './corpus-directory.ts'
import { factbookTexts } from './factbook-editions.ts'

const directory = findCorpus()

test('The words of any text and the next of its country give both back, to the character', async ({ skip }) => {
  skip(directory === null, NOT_AT_HAND)
  for (const [before, after] of await neighbours()) {
    const runs = compareWords(before, after, 'en')
    expect([joined(runs, 'added'), joined(runs, 'removed')]).toEqual([before, after])
  }
})

test('The sentences that differ, with those that stayed, are all that either text says', async ({ skip }) => {
  skip(directory === null, NOT_AT_HAND)
  for (const [before, after] of await neighbours()) {
    const changes = compareTexts([before], [after], 'en')
    expect(kept(before, changes, 'removed')).toEqual(kept(after, changes, 'added'))
  }
})

/** Each text with the next one of its country, and each first text with the last: every text is in some pair. */
async function neighbours(): Promise<readonly (readonly [string, string])[]> {
  const countries = await factbookTexts(directory ?? '')
  expect(countries.flat()).toHaveLength(384)
  return countries.flatMap((texts) => {
    const pairs = texts.slice(1).map((after, index) => [texts[index] ?? '', after] as const)
    return [...pairs, [texts.at(0) ?? '', texts.at(-1) ?? ''] as const]
  })
}

/** The text without the runs of `kind`. */
function joined(runs: readonly WordRun[], kind: WordRun['kind']): string {
  return runs
    .filter((run) => run.kind !== kind)
    .map(({ text }) => text)
    .join('')
}

/** How often each sentence of `text` is there beyond those that `changes` name. */
function kept(text: string, changes: readonly Change[], kind: 'removed' | 'added'): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const sentence of sentencesOf(text, 'en')) counts.set(sentence, (counts.get(sentence) ?? 0) + 1)
  for (const change of changes) {
    const other = kind === 'removed' ? 'added' : 'removed'
    const sentence = change.kind === 'reworded' ? joined(change.runs, other) : change.kind === kind ? change.text : null
    if (sentence !== null) counts.set(sentence, (counts.get(sentence) ?? 0) - 1)
  }
  return Object.fromEntries([...counts].filter(([, count]) => count !== 0))
}
