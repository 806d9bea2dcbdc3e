import type { SanityClient } from '@sanity/client'
import { Box, Flex, Spinner, Text } from '@sanity/ui'
import { type ReactNode, useEffect, useState } from 'react'
import { useClient } from 'sanity'

/** After a change, so long nothing else may change before all is read again. */
const QUIET_MS = 3000

type State<Found> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'found'; readonly found: Found }

interface ReadingPaneProps<Found> {
  /** A GROQ query for the documents whose changes make what was read old. */
  readonly changesOf: string
  /** The same function each time the pane is drawn. */
  readonly read: (client: SanityClient) => Promise<Found>
  /** What is said, with the reason behind it, if reading fails: "The content could not be read". */
  readonly failure: string
  readonly children: (found: Found) => ReactNode
}

/** A pane of what `read` gives, which is read anew when documents have changed. */
export function ReadingPane<Found>({ changesOf, read, failure, children }: ReadingPaneProps<Found>) {
  const client = useClient({ apiVersion: '2025-02-19' })
  const [state, setState] = useState<State<Found>>({ kind: 'loading' })
  useEffect(() => {
    let isLeft = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = (next: State<Found>) => {
      if (!isLeft) setState(next)
    }
    const look = () =>
      read(client).then(
        (found) => show({ kind: 'found', found }),
        (error: unknown) => show({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
      )
    void look()
    const changes = client.listen(changesOf, {}, { includeResult: false, visibility: 'query', events: ['mutation'] }).subscribe({
      next: () => {
        clearTimeout(timer)
        timer = setTimeout(() => void look(), QUIET_MS)
      },
      error: () => undefined,
    })
    return () => {
      isLeft = true
      clearTimeout(timer)
      changes.unsubscribe()
    }
  }, [client, changesOf, read])
  return (
    <Box padding={4} overflow="auto" height="fill">
      {state.kind === 'loading' && (
        <Flex justify="center">
          <Spinner muted />
        </Flex>
      )}
      {state.kind === 'failed' && (
        <Text>
          {failure}: {state.message}
        </Text>
      )}
      {state.kind === 'found' && children(state.found)}
    </Box>
  )
}
