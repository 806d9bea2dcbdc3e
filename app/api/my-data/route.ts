import { processRecord } from '#lib/render-record.ts'
import { type AuthorsKept, receiveDeletion, sendKeptData } from './data-requests.ts'

const NOTHING = { pseudonyms: [], transactions: 0, settings: [] }

const authors: AuthorsKept = {
  forget: async (id) => processRecord().authors?.forget(id),
  keptOf: async (id) => (await processRecord().authors?.keptOf(id)) ?? NOTHING,
}

export function GET(request: Request): Promise<Response> {
  return sendKeptData(request, authors)
}

export function POST(request: Request): Promise<Response> {
  return receiveDeletion(request, authors)
}
