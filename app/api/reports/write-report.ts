import { randomUUID } from 'node:crypto'
import { ClientError, type SanityClient } from '@sanity/client'
import type { NewReport } from './report-requests.ts'

/** Writes a report as a draft: what visitors say is read by editors alone until one of them publishes an answer. `refused`: the client may write nothing;
 *  `away`: the content can't be reached. */
export async function writeReport(
  client: SanityClient,
  { observation, problem, evidence, language }: NewReport,
): Promise<'sent' | 'refused' | 'away'> {
  try {
    await client.create({
      _id: `drafts.figure-report-${randomUUID()}`,
      _type: 'figureReport',
      observation: { _type: 'reference', _ref: observation, _weak: true },
      receivedAt: new Date().toISOString(),
      problem,
      ...(evidence !== '' && { evidence }),
      language,
      isQuoted: false,
    })
    return 'sent'
  } catch (error) {
    if (error instanceof ClientError && (error.statusCode === 401 || error.statusCode === 403)) return 'refused'
    console.error('A report could not be written:', error)
    return 'away'
  }
}
