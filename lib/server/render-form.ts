import { type FilledForm, processRecord, type RenderRecord } from '#lib/render-record.ts'
import { cutPage } from './cut-page.ts'
import { askInside, type NodeHandler } from './inner-request.ts'
import { ownHeaders } from './inward-headers.ts'

/** A render of public pages as the answer to their own forms, with what was typed in them. Nobody else gets such a page: it is not kept. */
export function createFormRender(handler: NodeHandler, origin: string): (path: string, form: FilledForm) => Promise<string> {
  const headers = { ...ownHeaders(origin), accept: 'text/html' }
  return async (path, form) => {
    const record: RenderRecord = { tags: new Set(), form }
    const answer = await processRecord().renders.run(record, () => askInside(handler, { method: 'GET', target: path, headers }))
    if (answer.status !== 200) throw new Error(`${path} was rendered with status ${answer.status}.`)
    // It is not followed by changes: what somebody typed must not go when the content changes.
    return cutPage(answer.body.toString(), { tags: [], reader: null })
  }
}
