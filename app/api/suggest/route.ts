import { suggest } from '#lib/search/suggest.ts'
import { receiveBeginning } from './suggest-requests.ts'

export function GET(request: Request): Promise<Response> {
  return receiveBeginning(request, suggest)
}
