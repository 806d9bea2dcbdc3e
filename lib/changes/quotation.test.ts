import { describe, expect, it } from 'vitest'
import { fateOf, quote } from './quotation.ts'

const WORDS = 'Peru had an estimated 46,500 hectares of coca in 2014, most of it in the south.'
const own = (words: string, ...more: string[]) => [{ key: 'p', words }, ...more.map((other, index) => ({ key: `q${index}`, words: other }))]

describe('quote', () => {
  it('keeps what stands before and after, so that the words can be found again', () => {
    expect(quote(WORDS, 'an estimated  46,500 hectares')).toEqual({
      exact: 'an estimated 46,500 hectares',
      prefix: 'Peru had ',
      suffix: ' of coca in 2014, most of it in ',
    })
  })

  it('quotes nothing that is not said', () => {
    expect(quote(WORDS, 'an estimated 49,800 hectares')).toBeNull()
    expect(quote(WORDS, ' ')).toBeNull()
  })
})

describe('fateOf', () => {
  const quotation = quote(WORDS, '46,500 hectares') ?? { exact: '', prefix: '', suffix: '' }
  const fate = (...paragraphs: string[]) => fateOf(quotation, 'p', own(paragraphs[0] ?? '', ...paragraphs.slice(1)), 'en')

  it('is the same while the paragraph still says it, whatever changed around it', () => {
    expect(fate(`Today: ${WORDS} So it is.`)).toEqual({ kind: 'same' })
  })

  it('says how the words changed between those that still stand around them', () => {
    expect(fate(WORDS.replace('46,500', '49,800'))).toEqual({
      kind: 'changed',
      runs: [
        { kind: 'removed', text: '46,500' },
        { kind: 'added', text: '49,800' },
        { kind: 'kept', text: ' hectares' },
      ],
    })
  })

  it('finds the same words in another paragraph, if they are in one alone', () => {
    expect(fate('Something else.', WORDS)).toEqual({ kind: 'moved', key: 'q0' })
    expect(fate('Something else.', WORDS, WORDS).kind).toBe('changed')
  })

  it('is gone with its paragraph', () => {
    expect(fateOf(quotation, 'p', [{ key: 'q', words: 'Something else.' }], 'en')).toEqual({ kind: 'gone' })
  })
})
