import { timingSafeEqual } from 'node:crypto'
import { processRecord } from '#lib/render-record.ts'
import { revalidateTag } from 'next/cache'
import { z } from 'zod'

const Tags = z.array(z.string().min(1).max(256)).max(10_000)

/** Expires cache tags, for the server around Next alone: it keeps this address closed, and shows a key that only this process knows. */
export async function POST(request: Request) {
  if (!isOurs(request.headers.get('authorization'))) return new Response(null, { status: 404 })
  const tags = Tags.safeParse(await request.json())
  if (!tags.success) return Response.json({ error: z.prettifyError(tags.error) }, { status: 400 })
  for (const tag of tags.data) revalidateTag(tag, { expire: 0 })
  return new Response(null, { status: 204 })
}

function isOurs(authorization: string | null) {
  const key = processRecord().expireKey
  if (key === undefined || authorization === null) return false
  const expected = Buffer.from(`Bearer ${key}`)
  const shown = Buffer.from(authorization)
  return expected.byteLength === shown.byteLength && timingSafeEqual(expected, shown)
}
