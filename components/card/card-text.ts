import { Resvg } from '@resvg/resvg-js'
import { escapeUTF8 } from 'entities/escape'
import { TYPEFACES } from './typefaces.ts'

/** Explicit marks of direction: the drawing library takes every line for one that runs from left to right.
 *  @see Unicode Standard Annex 9, section 2 */
const ISOLATE = { rtl: '\u2067', ltr: '\u2066' } as const
const ISOLATE_END = '\u2069'

export type Weight = 400 | 600

/** Text laid out in lines, at a size in pixels. */
export interface Lines {
  readonly size: number
  readonly lines: readonly string[]
}

/** `text` in at most `linesMax` lines of `width` pixels, in the largest of `sizes` that it fits in; in the last of them, cut off. */
export function layOut(
  text: string,
  weight: Weight,
  { width, sizes, linesMax }: { width: number; sizes: readonly number[]; linesMax: number },
): Lines {
  const words = text.split(/\s+/).filter(Boolean)
  const perSign = widthOf(text, weight) / Math.max(text.length, 1)
  const last = sizes.at(-1) ?? 0
  for (const size of sizes) {
    const lines = breakUp(words, width / (perSign * size))
    if (lines.length <= linesMax && lines.every((line) => widthOf(line, weight) * size <= width)) return { size, lines }
  }
  // Some letters are wider than others.
  const signs = Math.floor(width / (perSign * last * 1.15))
  const lines = breakUp(
    words.flatMap((word) => pieces(word, signs)),
    signs,
  )
  const kept = lines.slice(0, linesMax)
  return { size: last, lines: lines.length > linesMax ? [...kept.slice(0, -1), `${kept.at(-1)?.slice(0, -1) ?? ''}…`] : kept }
}

/** A line of text as an element of SVG, which begins at `x` and runs as its language does. */
export function textElement(
  line: string,
  { x, y, size, weight, fill, direction }: { x: number; y: number; size: number; weight: Weight; fill: string; direction: 'ltr' | 'rtl' },
): string {
  const anchor = direction === 'rtl' ? 'end' : 'start'
  const isolated = `${ISOLATE[direction]}${line}${ISOLATE_END}`
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${size}" font-weight="${weight}" fill="${fill}" ${familyFor(isolated)}>${escaped(isolated)}</text>`
}

/** The typeface of a line's own script comes first: what falls back to another loses its weight. */
function familyFor(text: string): string {
  const isArabic = /\p{Script=Arabic}/u.test(text)
  return `font-family="${isArabic ? 'Noto Naskh Arabic, Noto Serif' : 'Noto Serif, Noto Naskh Arabic'}"`
}

/** Lines of at most `signs` characters; a longer word has one for itself. */
function breakUp(words: readonly string[], signs: number): readonly string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= signs) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

function pieces(word: string, signs: number): readonly string[] {
  return Array.from({ length: Math.ceil(word.length / signs) }, (_, index) => word.slice(index * signs, (index + 1) * signs))
}

/** How wide `text` is at a size of one pixel. */
function widthOf(text: string, weight: Weight): number {
  if (text.trim() === '') return 0
  const size = 100
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><text y="${size}" font-size="${size}" font-weight="${weight}" ${familyFor(text)}>${escaped(text)}</text></svg>`
  return (new Resvg(svg, { font: TYPEFACES }).getBBox()?.width ?? 0) / size
}

/** Control characters have no place in XML. */
function escaped(text: string): string {
  return escapeUTF8(text.replaceAll(/\p{Cc}/gu, ' '))
}
