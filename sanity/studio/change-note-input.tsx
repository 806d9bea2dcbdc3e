import type { SanityClient } from '@sanity/client'
import { Button, Card, Flex, Stack, Text } from '@sanity/ui'
import { useState } from 'react'
import { getPublishedId, type ObjectInputProps, set, useFormValue } from 'sanity'
import { directionOf } from '#lib/i18n/written-language.ts'
import { defaultNote } from '../proposals/default-note.ts'
import { readSheetStates } from '../proposals/sheet-states.ts'
import { useReading } from './use-reading.ts'

const QUIET_MS = 1000

/** The change note, with what it says by itself if nothing is written. */
export function ChangeNoteInput(props: ObjectInputProps) {
  const id = useFormValue(['_id'])
  return (
    <Stack gap={4}>
      {props.renderDefault(props)}
      {typeof id === 'string' && !hasText(props.value) && (
        <ByItself
          key={getPublishedId(id)}
          sheet={getPublishedId(id)}
          onTake={(text) => props.onChange(set({ ...props.value, _type: 'changeNote', text }))}
        />
      )}
    </Stack>
  )
}

function ByItself({ sheet, onTake }: { sheet: string; onTake: (text: string) => void }) {
  const language = useFormValue(['language'])
  const [read] = useState(() => async (client: SanityClient) => {
    const { published, draft, known } = await readSheetStates(client, sheet)
    return published && draft ? defaultNote(published, draft, known) : null
  })
  const { reading } = useReading(`*[_id in [${JSON.stringify(sheet)}, ${JSON.stringify(`drafts.${sheet}`)}]]`, read, QUIET_MS)
  const text = reading.kind === 'found' ? reading.found : null
  if (text === null) return null
  const written = typeof language === 'string' ? language : 'en'
  return (
    <Card padding={3} radius={2} border>
      <Stack gap={3}>
        <Text size={1} muted>
          Figures changed. If you write nothing, readers are told:
        </Text>
        <Text size={1} lang={written} dir={directionOf(written)}>
          {text}
        </Text>
        <Flex>
          <Button text="Take it over, to change it" mode="ghost" onClick={() => onTake(text)} />
        </Flex>
      </Stack>
    </Card>
  )
}

function hasText(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string' && value.text.trim() !== ''
}
