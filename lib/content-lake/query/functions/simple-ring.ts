/** Longitude and latitude. */
export type Position = readonly [number, number]

interface Edge {
  readonly index: number
  readonly from: Position
  readonly to: Position
  readonly west: number
  readonly east: number
}

/** The rings in the coordinates of one area or of several. */
export function ringsOf(coordinates: unknown): readonly (readonly Position[])[] {
  if (!Array.isArray(coordinates)) return []
  const [first] = coordinates as unknown[]
  const isRing = Array.isArray(first) && typeof first[0] === 'number'
  return isRing ? [coordinates as Position[]] : coordinates.flatMap(ringsOf)
}

/** So many edges are compared with one as fast as a step of evaluation takes. */
const edgesAStep = 32

/** Whether a ring neither stands still nor crosses itself. `spend` is called as it is looked through. */
export function isSimpleRing(ring: readonly Position[], spend: (cost: number) => void): boolean {
  const edges = ring.slice(1).map((to, index): Edge => {
    const from = ring[index] ?? to
    return { index, from, to, west: Math.min(from[0], to[0]), east: Math.max(from[0], to[0]) }
  })
  if (edges.some(({ from, to }) => from[0] === to[0] && from[1] === to[1])) return false
  // From west to east, so that only those are compared that lie above each other.
  edges.sort((one, other) => one.west - other.west)
  return edges.every((edge, place) => {
    for (let next = place + 1; next < edges.length; next += 1) {
      const other = edges[next]
      if (!other || other.west > edge.east) return true
      spend(1 / edgesAStep)
      const apart = Math.abs(edge.index - other.index)
      if (apart > 1 && apart < edges.length - 1 && cross(edge, other)) return false
    }
    return true
  })
}

function cross(one: Edge, other: Edge): boolean {
  return side(one, other.from) * side(one, other.to) < 0 && side(other, one.from) * side(other, one.to) < 0
}

/** Positive or negative: on which side of the edge a position lies. */
function side({ from, to }: Edge, position: Position): number {
  return Math.sign((to[0] - from[0]) * (position[1] - from[1]) - (to[1] - from[1]) * (position[0] - from[0]))
}
