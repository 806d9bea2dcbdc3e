import { AsyncLocalStorage } from 'node:async_hooks'

/** What one rendered page depends on, collected while it is rendered. */
export interface RenderRecord {
  /** Sync tags of every content answer that went into the page, `s1:…`. */
  readonly tags: Set<string>
  /** The status that the page goes out with, where it is another than 200: one that Next has no way to send. */
  status?: 400 | 404 | 410
  /** True for what may be otherwise the next moment, though nothing changes: it is held for nobody. */
  isPassing?: boolean
  /** What was typed in the form of the page, and what is wrong with it, when the page is the answer to that form. */
  readonly form?: FilledForm
}

/** A form as somebody sent it. */
export interface FilledForm {
  readonly values: Readonly<Record<string, string>>
  /** Names what is wrong, in the words of whoever reads the form. */
  readonly problem: string
}

/** What the server around Next and the code inside Next share. */
interface ProcessRecord {
  /** The Content Lake's handler, called in process. Absent while building, and when the content is hosted elsewhere. */
  lake?: (request: Request) => Promise<Response>
  /** The bearer token by which the site's own reads reach the lake: a viewer's, new with each start. */
  viewerToken?: string | undefined
  /** The bearer token by which visitors' reports reach the lake: that of somebody who writes drafts and publishes nothing. */
  reportToken?: string | undefined
  /** What the content keeps of people, by their ids here: see `Lake`. Absent while building. */
  authors?: {
    readonly forget: (id: string) => Promise<void>
    readonly join: (id: string, other: string) => Promise<void>
    readonly keptOf: (id: string) => Promise<{
      readonly pseudonyms: readonly string[]
      readonly transactions: number
      readonly settings: readonly { readonly key: string; readonly value: unknown }[]
    }>
  }
  /** The public page at a path, as HTML, with its form filled in. */
  renderForm?: (path: string, form: FilledForm) => Promise<string>
  /** Names the entries of Next's cache that may be used now. It changes when it can't be known which of them are old, and each call gives
   *  another while that is so for all. Absent, there is only one kind. */
  cacheEpoch?: () => string
  /** What `app/api/expire-tags` must be shown: known in this process alone. */
  expireKey?: string
  readonly renders: AsyncLocalStorage<RenderRecord>
}

const key = Symbol.for('chancery.process')

/** The one process-wide record. Next bundles its own copy of modules, so a module variable would be two. */
export function processRecord(): ProcessRecord {
  const holder = globalThis as { [key]?: ProcessRecord }
  holder[key] ??= { renders: new AsyncLocalStorage<RenderRecord>() }
  return holder[key]
}

/** Notes that the page being rendered, if any, goes out with `status`: it says itself what is not there, or what was wrong. */
export function noteStatus(status: 400 | 404 | 410): void {
  const record = processRecord().renders.getStore()
  if (record) record.status = status
}

/** Notes that the page being rendered, if any, holds something that may be otherwise the next moment, though nothing changes. */
export function notePassing(): void {
  const record = processRecord().renders.getStore()
  if (record) record.isPassing = true
}

/** Notes that the page being rendered, if any, depends on `tags`. */
export function noteTags(tags: readonly string[]): void {
  const record = processRecord().renders.getStore()
  for (const tag of tags) record?.tags.add(tag)
}

/** What was typed in the form of the page being rendered; null if it is nobody's. */
export function filledForm(): FilledForm | null {
  return processRecord().renders.getStore()?.form ?? null
}
