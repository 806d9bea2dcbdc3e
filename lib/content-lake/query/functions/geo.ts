import { costOfPair, isPolygonAround, shapesMeet } from './geo-relations.ts'
import type { QueryFunction, QueryFunctions } from './function.ts'
import { Geography, type Spend } from './geography.ts'

/** A function of places. It says what it costs before it computes: nothing here can be broken off in the middle. */
function ofPlaces(compute: (spend: Spend, one: unknown, other: unknown) => unknown): QueryFunction {
  return ([one, other], scope, run) =>
    compute(run.world.spend, one ? run.evaluate(one, scope) : null, other ? run.evaluate(other, scope) : null)
}

/** The radius that the distances of GROQ are measured with, in metres: that of the equator. */
const radiusMetres = 6_378_137

function latLng(spend: Spend, latitude: unknown, longitude: unknown): Geography | null {
  return Geography.from({ lat: latitude, lng: longitude }, spend)
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Between two points, in metres: the haversine formula, which loses nothing where they are near. */
function distance(spend: Spend, one: unknown, other: unknown): number | null {
  const [from, to] = [Geography.from(one, spend)?.point, Geography.from(other, spend)?.point]
  if (!from || !to) return null
  const halfChord =
    Math.sin(radians(to.latitude - from.latitude) / 2) ** 2 +
    Math.sin(radians(to.longitude - from.longitude) / 2) ** 2 * Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude))
  return 2 * radiusMetres * Math.asin(Math.min(1, Math.sqrt(halfChord)))
}

/** Whether each part of `inner` lies in a part of `outer`. */
function contains(spend: Spend, outer: unknown, inner: unknown): boolean | null {
  const [around, within] = [Geography.from(outer, spend), Geography.from(inner, spend)]
  if (!around || !within) return null
  return within.shapes.every((part) =>
    around.shapes.some((shape) => {
      spend(costOfPair(shape, part))
      return isPolygonAround(shape, part)
    }),
  )
}

/** Whether the two have a point in common. */
function intersects(spend: Spend, one: unknown, other: unknown): boolean | null {
  const [left, right] = [Geography.from(one, spend), Geography.from(other, spend)]
  if (!left || !right) return null
  return left.shapes.some((shape) =>
    right.shapes.some((part) => {
      spend(costOfPair(shape, part))
      return shapesMeet(shape, part)
    }),
  )
}

/** `geo()` and `geo::…`, on the sphere. */
export const geoFunctions: QueryFunctions = {
  'global::geo': ofPlaces((spend, value) => Geography.from(value, spend)),
  'geo::latLng': ofPlaces(latLng),
  'geo::distance': ofPlaces(distance),
  'geo::contains': ofPlaces(contains),
  'geo::intersects': ofPlaces(intersects),
}
