import { PUBLISHED } from '#sanity/live.ts'
import { readFactSheetById } from '#sanity/read/fact-sheet.ts'
import { findTarget } from './find-target.ts'
import { finishFollowing, type Published, receiveFollowForm } from './follow-requests.ts'

const published: Published = { findSheet: (id) => readFactSheetById({ id, view: PUBLISHED }), findTarget }

export function POST(request: Request): Promise<Response> {
  return receiveFollowForm(request, published)
}

export function GET(request: Request): Promise<Response> {
  return finishFollowing(request, published)
}
