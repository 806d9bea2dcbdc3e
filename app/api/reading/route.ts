import { editionOfRevision } from '#lib/publishing/editions.ts'
import { revisionOfEdition } from '#lib/publishing/editions-in-sets.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readFactSheetById } from '#sanity/read/fact-sheet.ts'
import { type ReadingDesk, receiveReading, tellReading } from './reading-requests.ts'

const desk: ReadingDesk = {
  findSheet: (id) => readFactSheetById({ id, view: PUBLISHED }),
  revisionOf: revisionOfEdition,
  editionOf: editionOfRevision,
}

export function POST(request: Request): Promise<Response> {
  return receiveReading(request, desk)
}

export function GET(request: Request): Promise<Response> {
  return tellReading(request, desk)
}
