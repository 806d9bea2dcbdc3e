import { Resvg } from '@resvg/resvg-js'
import { directionOf } from '#lib/i18n/written-language.ts'
import { type Lines, layOut, textElement, type Weight } from './card-text.ts'
import { TYPEFACES } from './typefaces.ts'

const WIDTH = 1200
const HEIGHT = 630
const MARGIN = 80
const BANNER = 132
const COLOURS = { paper: '#ffffff', navy: '#12284c', brass: '#e3b84f', ink: '#16202c', soft: '#46525f' }

/** What stands on the picture that is shown where a page is shared. */
export interface Card {
  /** Who answers for the page. */
  readonly institution: string
  readonly heading: string
  /** The figure that stands out, with what it is of; null where there is none. */
  readonly figure: { readonly value: string; readonly label: string } | null
  /** What is said where there is no figure. */
  readonly summary: string | null
  /** The language of all of it. */
  readonly language: string
}

/** `card` as a PNG of 1200 by 630 pixels. */
export function drawCard({ institution, heading, figure, summary, language }: Card): Buffer {
  const direction = directionOf(language)
  const x = direction === 'rtl' ? WIDTH - MARGIN : MARGIN
  const width = WIDTH - 2 * MARGIN
  const parts: string[] = []
  const put = ({ lines, size }: Lines, y: number, weight: Weight, fill: string, leading = 1.25): number => {
    lines.forEach((line, index) =>
      parts.push(textElement(line, { x, y: y + (index + 1) * size * leading - size * 0.3, size, weight, fill, direction })),
    )
    return y + lines.length * size * leading
  }
  put(layOut(institution, 600, { width, sizes: [40, 34, 28], linesMax: 1 }), 42, 600, COLOURS.paper)
  const below = put(layOut(heading, 600, { width, sizes: [76, 60, 48, 40], linesMax: 2 }), BANNER + 36, 600, COLOURS.navy)
  if (figure) {
    const value = layOut(figure.value, 600, { width, sizes: [88, 72, 60, 48, 40], linesMax: 2 })
    const label = layOut(figure.label, 400, { width, sizes: [36, 32, 28], linesMax: 2 })
    const from = Math.max(below + 24, HEIGHT - 56 - (value.lines.length * value.size + label.lines.length * label.size) * 1.25)
    put(label, put(value, from, 600, COLOURS.ink), 400, COLOURS.soft)
  } else if (summary !== null) {
    put(layOut(summary, 400, { width, sizes: [36, 32, 28], linesMax: 5 }), below + 24, 400, COLOURS.soft, 1.4)
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="${COLOURS.paper}"/><rect width="100%" height="${BANNER}" fill="${COLOURS.navy}"/><rect y="${BANNER}" width="100%" height="8" fill="${COLOURS.brass}"/>${parts.join('')}</svg>`
  return new Resvg(svg, { font: TYPEFACES }).render().asPng()
}
