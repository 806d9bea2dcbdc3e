import { isPolygonAround, shapesMeet } from './geo-relations.ts'
import { Geography } from './geography.ts'
import { ofValues, type QueryFunctions } from './function.ts'

/** The radius that the distances of GROQ are measured with, in metres: that of the equator. */
const radiusMetres = 6_378_137

function latLng(latitude: unknown, longitude: unknown): Geography | null {
  return Geography.from({ lat: latitude, lng: longitude })
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Between two points, in metres: the haversine formula, which loses nothing where they are near. */
function distance(one: unknown, other: unknown): number | null {
  const [from, to] = [Geography.from(one)?.point, Geography.from(other)?.point]
  if (!from || !to) return null
  const halfChord =
    Math.sin(radians(to.latitude - from.latitude) / 2) ** 2 +
    Math.sin(radians(to.longitude - from.longitude) / 2) ** 2 * Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude))
  return 2 * radiusMetres * Math.asin(Math.min(1, Math.sqrt(halfChord)))
}

/** Whether each part of `inner` lies in a part of `outer`. */
function contains(outer: unknown, inner: unknown): boolean | null {
  const [around, within] = [Geography.from(outer), Geography.from(inner)]
  if (!around || !within) return null
  return within.shapes.every((part) => around.shapes.some((shape) => isPolygonAround(shape, part)))
}

/** Whether the two have a point in common. */
function intersects(one: unknown, other: unknown): boolean | null {
  const [left, right] = [Geography.from(one), Geography.from(other)]
  if (!left || !right) return null
  return left.shapes.some((shape) => right.shapes.some((part) => shapesMeet(shape, part)))
}

/** `geo()` and `geo::…`, on the sphere. */
export const geoFunctions: QueryFunctions = {
  'global::geo': ofValues(Geography.from),
  'geo::latLng': ofValues(latLng),
  'geo::distance': ofValues(distance),
  'geo::contains': ofValues(contains),
  'geo::intersects': ofValues(intersects),
}
