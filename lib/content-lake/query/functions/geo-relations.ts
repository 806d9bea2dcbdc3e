import { s2 } from 's2js'
import type { Shape } from './geography.ts'

type Line = InstanceType<typeof s2.Polyline>
type Area = InstanceType<typeof s2.Polygon>

/** What comparing two shapes costs, in steps of evaluation. Lines and areas are indexed for it, place by place, and a point is looked for fast. */
export function costOfPair(one: Shape, other: Shape): number {
  const steps = one instanceof s2.Point || other instanceof s2.Point ? 1 / 8 : 16
  return 4 + steps * (placesOf(one) + placesOf(other))
}

function placesOf(shape: Shape): number {
  if (shape instanceof s2.Point) return 1
  if (shape instanceof s2.Polyline) return shape.points.length
  return shape.loops.reduce((sum, { vertices }) => sum + vertices.length, 0)
}

/** Whether `part` lies in `outer`. A line or a point holds nothing but the same point. */
export function isPolygonAround(outer: Shape, part: Shape): boolean {
  if (outer instanceof s2.Point) return part instanceof s2.Point && outer.equals(part)
  if (outer instanceof s2.Polyline) return part instanceof s2.Point && liesOn(part, outer)
  if (part instanceof s2.Point) return outer.containsPoint(part)
  if (part instanceof s2.Polygon) return outer.contains(part)
  return part.points.every((point) => outer.containsPoint(point)) && !crossesBorder(part, outer)
}

/** Whether two shapes have a point in common. */
export function shapesMeet(one: Shape, other: Shape): boolean {
  if (one instanceof s2.Point) return isPolygonAround(other, one)
  if (other instanceof s2.Point) return isPolygonAround(one, other)
  if (one instanceof s2.Polyline) return other instanceof s2.Polyline ? one.intersects(other) : lineMeets(one, other)
  return other instanceof s2.Polyline ? lineMeets(other, one) : one.intersects(other)
}

function lineMeets(line: Line, area: Area): boolean {
  return line.points.some((point) => area.containsPoint(point)) || crossesBorder(line, area)
}

function crossesBorder(line: Line, area: Area): boolean {
  return area.loops.some(({ vertices }) => line.intersects(new s2.Polyline([...vertices, ...vertices.slice(0, 1)])))
}

/** As near as numbers can tell: about a hundredth of a millimetre. */
const onTheLine = 1e-12

function liesOn(point: InstanceType<typeof s2.Point>, line: Line): boolean {
  return line.project(point)[0].distance(point) <= onTheLine
}
