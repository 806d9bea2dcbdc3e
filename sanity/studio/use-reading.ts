import type { SanityClient } from '@sanity/client'
import { useEffect, useRef, useState } from 'react'
import { useClient } from 'sanity'

/** After a change, so long nothing else may change before all is read again. */
const QUIET_MS = 3000

/** What was read of the content, as far as is known. */
export type Reading<Found> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'found'; readonly found: Found }

/** What `read` gives, read anew when a document that the query `changesOf` finds has changed, or when `again` is called.
 *  @param read the same function each time */
export function useReading<Found>(
  changesOf: string,
  read: (client: SanityClient) => Promise<Found>,
  quietMs = QUIET_MS,
): { readonly reading: Reading<Found>; readonly again: () => void } {
  const client = useClient({ apiVersion: '2025-02-19' })
  const [reading, setReading] = useState<Reading<Found>>({ kind: 'loading' })
  const lookAgain = useRef<() => void>(() => undefined)
  useEffect(() => {
    let isLeft = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = (next: Reading<Found>) => {
      if (!isLeft) setReading(next)
    }
    const look = () =>
      read(client).then(
        (found) => show({ kind: 'found', found }),
        (error: unknown) => show({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
      )
    lookAgain.current = () => void look()
    void look()
    const changes = client.listen(changesOf, {}, { includeResult: false, visibility: 'query', events: ['mutation'] }).subscribe({
      next: () => {
        clearTimeout(timer)
        timer = setTimeout(() => void look(), quietMs)
      },
      error: () => undefined,
    })
    return () => {
      isLeft = true
      clearTimeout(timer)
      changes.unsubscribe()
    }
  }, [client, changesOf, read, quietMs])
  return { reading, again: () => lookAgain.current() }
}
