import { geojson, s2 } from 's2js'
import { isObject, Special } from '../values.ts'
import { isSimpleRing, ringsOf } from './simple-ring.ts'

/** What all geography is made of. */
export type Shape = InstanceType<typeof s2.Point> | InstanceType<typeof s2.Polyline> | InstanceType<typeof s2.Polygon>

/** How deep the coordinates of each geometry nest: a position is 0. */
const depths: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
}

/** Called with the cost of what comes, in steps of evaluation. @see World */
export type Spend = (cost: number) => void

/** What a position costs to be read, in steps. */
const stepsAPosition = 8
/** So many pairs of rings of one area are compared as fast as a step takes. */
const ringPairsAStep = 4

interface Known {
  readonly geography: Geography | null
  readonly cost: number
}

const known = new WeakMap<object, Known>()

/** A point, line or area on the sphere, or several of one kind, as `geo()` gives it. */
export class Geography extends Special {
  readonly #type: string
  readonly #coordinates: unknown
  /** Its parts. */
  readonly shapes: readonly Shape[]

  private constructor(type: string, coordinates: unknown, shapes: readonly Shape[]) {
    super()
    this.#type = type
    this.#coordinates = coordinates
    this.shapes = shapes
  }

  /** What GeoJSON, or `{"lat", "lng"}`, stands for; null if it stands for none, or for an area whose border crosses itself. `spend` is told what
   *  that costs before it is done: the same each time, so that a limit says the same of the same value for ever. */
  static from(this: void, value: unknown, spend: Spend): Geography | null {
    if (value instanceof Geography) return value
    if (!isObject(value)) return null
    const found = known.get(value)
    if (found) {
      spend(found.cost)
      return found.geography
    }
    let cost = 0
    const counted: Spend = (more) => {
      cost += more
      spend(more)
    }
    const geography = read(value, (type, coordinates, shapes) => new Geography(type, coordinates, shapes), counted)
    known.set(value, { geography, cost })
    return geography
  }

  /** Where it is, in degrees, if it is one point. */
  get point(): { readonly latitude: number; readonly longitude: number } | null {
    if (this.#type !== 'Point' || !Array.isArray(this.#coordinates)) return null
    const [longitude, latitude] = this.#coordinates as number[]
    return latitude === undefined || longitude === undefined ? null : { latitude, longitude }
  }

  toJSON(): unknown {
    return { type: this.#type, coordinates: this.#coordinates }
  }
}

type Make = (type: string, coordinates: unknown, shapes: readonly Shape[]) => Geography

function read(value: Record<string, unknown>, make: Make, spend: Spend): Geography | null {
  const { type, coordinates } = typeof value['type'] === 'string' ? value : pointOf(value)
  const depth = typeof type === 'string' && Object.hasOwn(depths, type) ? depths[type] : undefined
  if (typeof type !== 'string' || depth === undefined || !isNested(coordinates, depth, spend)) return null
  const shapes = shapesOf(type, coordinates, spend)
  return shapes && shapes.length > 0 ? make(type, coordinates, shapes) : null
}

/** `{"lat", "lng"}` as GeoJSON; `lon` beside or instead of `lng` is not understood. */
function pointOf({ lat, lng, lon }: Record<string, unknown>): { type?: unknown; coordinates?: unknown } {
  return lon === undefined ? { type: 'Point', coordinates: [lng, lat] } : {}
}

/** Whether `value` is a position, or arrays of positions that nest so deep. */
function isNested(value: unknown, depth: number, spend: Spend): boolean {
  if (!Array.isArray(value)) return false
  if (depth > 0) return value.length > 0 && value.every((inner) => isNested(inner, depth - 1, spend))
  spend(stepsAPosition)
  const [longitude, latitude] = value as unknown[]
  return isWithin(longitude, 180) && isWithin(latitude, 90)
}

function isWithin(value: unknown, most: number): boolean {
  return typeof value === 'number' && Math.abs(value) <= most
}

function shapesOf(type: string, coordinates: unknown, spend: Spend): readonly Shape[] | null {
  if (type.endsWith('Polygon')) {
    const rings = ringsOf(coordinates)
    spend(rings.length ** 2 / ringPairsAStep)
    if (!rings.every((ring) => isSimpleRing(ring, spend))) return null
  }
  // As one of several, so that an area that happens to be a rectangle is an area like others.
  const geometry = type === 'Polygon' ? { type: 'MultiPolygon', coordinates: [coordinates] } : { type, coordinates }
  const shapes = [geojson.fromGeoJSON(geometry as Parameters<typeof geojson.fromGeoJSON>[0])].flat()
  return shapes.every(isSound) ? shapes : null
}

function isSound(shape: unknown): shape is Shape {
  if (shape instanceof s2.Polyline) return shape.points.length >= 2 && shape.validate() === null
  if (shape instanceof s2.Polygon) return shape.loops.every((loop) => loop.vertices.length >= 3) && shape.validate() === null
  return shape instanceof s2.Point
}
