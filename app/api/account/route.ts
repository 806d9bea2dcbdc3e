import { processRecord } from '#lib/render-record.ts'
import { receiveAccountForm } from './account-requests.ts'

export function POST(request: Request): Promise<Response> {
  return receiveAccountForm(request, async (from, to) => processRecord().authors?.join(from, to))
}
