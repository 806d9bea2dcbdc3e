import { type Card, drawCard } from '#components/card/draw-card.ts'
import { isDrawable } from '#components/card/typefaces.ts'

/** A card as an answer; none in a script that there is no typeface for. */
export function cardAnswer(card: Card): Response {
  const words = [card.institution, card.heading, card.figure?.value, card.figure?.label, card.figure ? null : card.summary].join('')
  if (!isDrawable(words)) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(drawCard(card)), { headers: { 'content-type': 'image/png' } })
}
