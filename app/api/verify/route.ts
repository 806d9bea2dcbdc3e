import { findSheet, readEdition } from '#lib/publishing/editions.ts'
import { type FindHash, receiveFile, receiveName } from './verify-requests.ts'

const findHash: FindHash = async ({ slug, language, number }) => {
  const sheet = await findSheet(slug, language)
  return (sheet && (await readEdition(sheet.documentId, number)))?.hash ?? null
}

export function GET(request: Request): Promise<Response> {
  return receiveName(request, findHash)
}

export function POST(request: Request): Promise<Response> {
  return receiveFile(request)
}
