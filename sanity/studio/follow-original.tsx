import { Button, Card, Flex, Text } from '@sanity/ui'
import { useState } from 'react'
import { type ArrayOfObjectsInputProps, getPublishedId, set, useClient, useFormValue } from 'sanity'
import { followedParagraphs, newerInOriginal, type FollowedParagraph, type SheetWords } from '../translation.ts'

const API_VERSION = '2025-02-19'

/** Notes what the original says now as what the translation follows, on a press of a button and never by itself. */
export function FollowOriginal({ onChange, value, readOnly }: ArrayOfObjectsInputProps) {
  const client = useClient({ apiVersion: API_VERSION })
  const original = useFormValue(['translationOf', 'original', '_ref'])
  const sections = useFormValue(['sections'])
  const results = useFormValue(['results'])
  const [said, setSaid] = useState('')
  const followed = (value ?? []) as unknown as readonly FollowedParagraph[]

  async function readOriginal(): Promise<SheetWords | null> {
    if (typeof original !== 'string') return null
    const words = await client.fetch<SheetWords | null>('*[_id == $id][0]{sections, results}', { id: getPublishedId(original) })
    if (!words) setSaid('The original is not published.')
    return words
  }

  async function compare() {
    const words = await readOriginal()
    if (!words) return
    const newer = newerInOriginal(words, { sections, results } as SheetWords, followed)
    setSaid(newer.length === 0 ? 'Nothing in the original is newer.' : `Newer in the original: ${newer.map(({ key }) => key).join(', ')}.`)
  }

  async function follow() {
    const words = await readOriginal()
    if (!words) return
    onChange(set(followedParagraphs(words).map((paragraph) => ({ _type: 'followedParagraph', _key: paragraph.key, ...paragraph }))))
    setSaid('Noted: this translation follows the original as it is now.')
  }

  return (
    <Card border padding={3} radius={2}>
      <Flex direction="column" gap={3}>
        <Text size={1}>{`${followed.length} paragraphs of the original are noted.`}</Text>
        <Flex gap={2} wrap="wrap">
          <Button mode="ghost" text="What is newer in the original?" disabled={!original} onClick={() => void compare()} />
          <Button text="Follows the original as it is now" disabled={readOnly === true || !original} onClick={() => void follow()} />
        </Flex>
        <Text size={1}>
          <output>{said}</output>
        </Text>
      </Flex>
    </Card>
  )
}
