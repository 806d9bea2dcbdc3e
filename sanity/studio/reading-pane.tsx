import type { SanityClient } from '@sanity/client'
import { Box, Flex, Spinner, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { useReading } from './use-reading.ts'

interface ReadingPaneProps<Found> {
  /** A GROQ query for the documents whose changes make what was read old. */
  readonly changesOf: string
  /** The same function each time the pane is drawn. */
  readonly read: (client: SanityClient) => Promise<Found>
  /** What is said, with the reason behind it, if reading fails: "The content could not be read". */
  readonly failure: string
  /** What was found, and how it is read anew. */
  readonly children: (found: Found, again: () => void) => ReactNode
}

/** A pane of what `read` gives, which is read anew when documents have changed. */
export function ReadingPane<Found>({ changesOf, read, failure, children }: ReadingPaneProps<Found>) {
  const { reading, again } = useReading(changesOf, read)
  return (
    <Box padding={4} overflow="auto" height="fill">
      {reading.kind === 'loading' && (
        <Flex justify="center">
          <Spinner muted />
        </Flex>
      )}
      {reading.kind === 'failed' && (
        <Text>
          {failure}: {reading.message}
        </Text>
      )}
      {reading.kind === 'found' && children(reading.found, again)}
    </Box>
  )
}
