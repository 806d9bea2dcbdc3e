import { json } from '../wire.ts'

/** `GET help`: no links; Sanity's own lead out of the house. */
export async function help(): Promise<Response> {
  return json({})
}

/** `GET journey/announcements`: none. */
export async function announcements(): Promise<Response> {
  return json([])
}

/** `GET journey/…`: trials and offers, of which there are none: nothing is sold here. */
export async function journey(): Promise<Response> {
  return json(null)
}
