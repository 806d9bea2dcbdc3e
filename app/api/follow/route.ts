import { PUBLISHED } from '#sanity/live.ts'
import { readFactSheetById } from '#sanity/read/fact-sheet.ts'
import { type FindSheet, finishFollowing, receiveFollowForm } from './follow-requests.ts'

const findSheet: FindSheet = (id) => readFactSheetById({ id, view: PUBLISHED })

export function POST(request: Request): Promise<Response> {
  return receiveFollowForm(request, findSheet)
}

export function GET(request: Request): Promise<Response> {
  return finishFollowing(request, findSheet)
}
