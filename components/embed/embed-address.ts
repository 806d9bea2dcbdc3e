import { escapeUTF8 } from 'entities/escape'

/** How high the frames are that we propose, in pixels: enough at 400 px of width. */
export const EMBED_HEIGHTS = { figure: 320, chart: 760 } as const

/** The address of the embed of a value, without a language. */
export function figureEmbedPath(observation: string): string {
  return `/embed/figures/${observation}`
}

/** The address of the embed of the chart of the figure whose page is at `path`, both without a language. */
export function chartEmbedPath(path: string): string {
  return `/embed/charts${path.slice('/indicators'.length)}`
}

/** The HTML of a frame with the embed at `address`; it is well-formed XML too, for pages of others that are. */
export function frameHtml(address: string, title: string, height: number, width = '100%'): string {
  const attributes = { src: address, title, width, height: String(height), loading: 'lazy', style: 'border:0' }
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeUTF8(value)}"`)
  return `<iframe${written.join('')}></iframe>`
}
