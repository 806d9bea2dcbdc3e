/** One colour of a palette, in Sanity's shape. */
interface Swatch {
  readonly _type: 'sanity.imagePaletteSwatch'
  /** `#rrggbb` */
  readonly background: string
  /** The colour of text upon it, and of a title: white or black. */
  readonly foreground: string
  readonly title: string
  /** Percent of the picture. */
  readonly population: number
}

type SwatchName = 'vibrant' | 'muted' | 'darkVibrant' | 'darkMuted' | 'lightVibrant' | 'lightMuted' | 'dominant'

export type Palette = { readonly _type: 'sanity.imagePalette' } & Readonly<Partial<Record<SwatchName, Swatch>>>

interface Colour {
  readonly rgb: readonly [number, number, number]
  readonly saturation: number
  readonly lightness: number
  /** Part of the picture, 0 to 1. */
  readonly share: number
}

/** From where to where saturation and lightness may lie, and where they would best be, each 0 to 1. */
interface Wish {
  readonly saturation: readonly [least: number, best: number, most: number]
  readonly lightness: readonly [least: number, best: number, most: number]
}

const vivid = [0.35, 1, 1] as const
const pale = [0, 0.3, 0.4] as const
const dark = [0, 0.26, 0.45] as const
const middle = [0.3, 0.5, 0.7] as const
const light = [0.55, 0.74, 1] as const

const wishes: Readonly<Record<Exclude<SwatchName, 'dominant'>, Wish>> = {
  vibrant: { saturation: vivid, lightness: middle },
  lightVibrant: { saturation: vivid, lightness: light },
  darkVibrant: { saturation: vivid, lightness: dark },
  muted: { saturation: pale, lightness: middle },
  lightMuted: { saturation: pale, lightness: light },
  darkMuted: { saturation: pale, lightness: dark },
}

function colourOf(sums: readonly [number, number, number], count: number, total: number): Colour {
  const rgb = [Math.round(sums[0] / count), Math.round(sums[1] / count), Math.round(sums[2] / count)] as const
  const most = Math.max(...rgb) / 255
  const least = Math.min(...rgb) / 255
  const lightness = (most + least) / 2
  const spread = most - least
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * lightness - 1))
  return { rgb, saturation, lightness, share: count / total }
}

/** The colours of a picture, alike ones counted as one, the most frequent first. `pixels` are RGBA; see-through ones do not count. */
function coloursOf(pixels: Uint8Array): Colour[] {
  const groups = new Map<number, { sums: [number, number, number]; count: number }>()
  let total = 0
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(at, at + 4)
    if (alpha < 125) continue
    const key = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4)
    const group = groups.get(key) ?? { sums: [0, 0, 0], count: 0 }
    groups.set(key, group)
    group.sums[0] += red
    group.sums[1] += green
    group.sums[2] += blue
    group.count += 1
    total += 1
  }
  return [...groups.values()].map((group) => colourOf(group.sums, group.count, total)).toSorted((one, other) => other.share - one.share)
}

const within = (value: number, [least, , most]: Wish['saturation']): boolean => value >= least && value <= most
const nearness = (value: number, [, best]: Wish['saturation']): number => 1 - Math.abs(value - best)

function bestFor(wish: Wish, colours: readonly Colour[], most: number): Colour | undefined {
  const score = (colour: Colour): number =>
    3 * nearness(colour.saturation, wish.saturation) + 6.5 * nearness(colour.lightness, wish.lightness) + colour.share / most
  return colours
    .filter((colour) => within(colour.saturation, wish.saturation) && within(colour.lightness, wish.lightness))
    .reduce<Colour | undefined>((best, colour) => (best && score(best) >= score(colour) ? best : colour), undefined)
}

function swatch({ rgb, share }: Colour): Swatch {
  const [red, green, blue] = rgb
  // YIQ: how bright the eye takes the colour for.
  const brightness = (red * 299 + green * 587 + blue * 114) / 1000
  return {
    _type: 'sanity.imagePaletteSwatch',
    background: `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`,
    foreground: brightness < 150 ? '#fff' : '#000',
    title: brightness < 200 ? '#fff' : '#000',
    population: Math.round(share * 10_000) / 100,
  }
}

/** Where a colour comes from that the picture does not have: the first of the row that it has, made as light as this kind is. */
const standIns: Readonly<Record<keyof typeof wishes, readonly (keyof typeof wishes)[]>> = {
  vibrant: ['darkVibrant', 'lightVibrant', 'muted', 'darkMuted', 'lightMuted'],
  darkVibrant: ['vibrant', 'lightVibrant', 'darkMuted', 'muted', 'lightMuted'],
  lightVibrant: ['vibrant', 'darkVibrant', 'lightMuted', 'muted', 'darkMuted'],
  muted: ['vibrant', 'darkMuted', 'lightMuted', 'darkVibrant', 'lightVibrant'],
  darkMuted: ['darkVibrant', 'muted', 'lightMuted', 'vibrant', 'lightVibrant'],
  lightMuted: ['lightVibrant', 'muted', 'darkMuted', 'vibrant', 'darkVibrant'],
}

/** `colour` as light as `lightness` (0 to 1), of the same hue and saturation, and none of the picture. */
function asLightAs({ rgb, saturation }: Colour, lightness: number): Colour {
  const most = Math.max(...rgb)
  const spread = most - Math.min(...rgb)
  const chroma = (1 - Math.abs(2 * lightness - 1)) * saturation
  const part = (value: number): number =>
    Math.round(255 * (lightness + chroma / 2 - (spread === 0 ? 0 : ((most - value) / spread) * chroma)))
  return { rgb: [part(rgb[0]), part(rgb[1]), part(rgb[2])], saturation, lightness, share: 0 }
}

/** The colours that stand for a picture, from its RGBA `pixels` (a thumbnail does). What the picture has no colour for is made from one that it
 *  has, with a population of 0; a picture that is see-through everywhere has an empty palette. */
export function paletteOf(pixels: Uint8Array): Palette {
  const colours = coloursOf(pixels)
  const [first] = colours
  if (!first) return { _type: 'sanity.imagePalette' }
  const names = Object.keys(wishes) as (keyof typeof wishes)[]
  const own = new Map(names.map((name) => [name, bestFor(wishes[name], colours, first.share)]))
  const found: Partial<Record<SwatchName, Swatch>> = { dominant: swatch(first) }
  for (const name of names) {
    const standIn = standIns[name].map((other) => own.get(other)).find((colour) => colour !== undefined) ?? first
    found[name] = swatch(own.get(name) ?? asLightAs(standIn, wishes[name].lightness[1]))
  }
  return { _type: 'sanity.imagePalette', ...found }
}
