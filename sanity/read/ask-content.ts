import { stegaClean } from '@sanity/client/stega'
import { readContent, type View } from '../live.ts'

/** Asks the content as `view` shows it, for what is read by one query in pages and elsewhere. What is read is noted for the page being rendered. */
export function askContent({ perspective }: View) {
  return async (query: string, params: Readonly<Record<string, unknown>>): Promise<{ readonly result: unknown }> => {
    const { data } = await readContent({ query, params: { ...params }, perspective, stega: false })
    return { result: stegaClean(data) }
  }
}
