import { expect, test } from 'vitest'
import { AnswerTooLarge, jsonOf, measure } from './measure.ts'
import { answerText } from './query.ts'

const spend = (): void => undefined

test('What an answer measures are its texts, its values and the names of its attributes', () => {
  const name = 'n'.repeat(1024 * 1024)
  const of = (count: number): unknown => Array.from({ length: count }, () => ({ [name]: 1 }))
  expect(() => measure(of(60), spend)).not.toThrow()
  expect(() => measure(of(65), spend)).toThrow(AnswerTooLarge)
  expect(() => measure(name.repeat(65), spend)).toThrow(AnswerTooLarge)
})

test('An answer that is written six times as long as it measures is refused for its length', () => {
  expect(jsonOf('\u0001'.repeat(2), 14)).toBe(String.raw`"\u0001\u0001"`)
  expect(() => jsonOf('\u0001'.repeat(2), 13)).toThrow(AnswerTooLarge)
})

test('An answer within some bytes of the longest text there is, is refused as too large and not as a failure', () => {
  const longest = 2 ** 29 - 24
  const json = 'x'.repeat(longest - 10)
  expect(answerText('*', () => `${json}0123456789`)).toHaveLength(longest)
  expect(() => answerText('*', () => `{"result":${json}}`)).toThrow(
    expect.objectContaining({ status: 400, message: expect.stringContaining('too large') }),
  )
  expect(() =>
    answerText('*', () => {
      throw new TypeError('else')
    }),
  ).toThrow(TypeError)
})
