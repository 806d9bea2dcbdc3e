import { firstBlocks } from '../../(site)/[lang]/(account)/my/first-blocks.ts'
import { receivePageForm } from './page-requests.ts'

export function POST(request: Request): Promise<Response> {
  return receivePageForm(request, firstBlocks)
}
