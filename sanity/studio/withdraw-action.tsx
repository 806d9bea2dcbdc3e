import { EyeClosedIcon } from '@sanity/icons/EyeClosed'
import { Button, Card, Flex, Radio, Stack, Text, TextArea } from '@sanity/ui'
import { useState } from 'react'
import { type DocumentActionComponent, type SanityDocument, useClient } from 'sanity'

type Kind = 'withdraw' | 'remove'

const CHOICES: readonly { readonly kind: Kind; readonly title: string; readonly text: string }[] = [
  { kind: 'withdraw', title: 'Withdraw', text: 'Its page stays under a notice with the reason, and all its editions can be read.' },
  {
    kind: 'remove',
    title: 'Remove',
    text: 'Its page and its editions are gone for good, and only the reason can be read. For what the law demands.',
  },
]

/** Takes the place of "Unpublish" on a fact sheet: asks whether it is withdrawn or removed, and why, and does both in one transaction. */
export const WithdrawAction: DocumentActionComponent = ({ published }) => {
  const [isOpen, setIsOpen] = useState(false)
  if (!published) return null
  const close = () => setIsOpen(false)
  return {
    label: 'Withdraw or remove…',
    icon: EyeClosedIcon,
    tone: 'critical',
    onHandle: () => setIsOpen(true),
    dialog: isOpen && {
      type: 'dialog',
      header: 'Take this fact sheet from the public',
      onClose: close,
      content: <WithdrawForm published={published} onDone={close} />,
    },
  }
}

function WithdrawForm({ published, onDone }: { readonly published: SanityDocument; readonly onDone: () => void }) {
  const client = useClient({ apiVersion: '2025-02-19' })
  const [kind, setKind] = useState<Kind>('withdraw')
  const [reason, setReason] = useState('')
  const [state, setState] = useState<'asked' | 'busy' | { readonly problem: string }>('asked')

  async function takeAway() {
    setState('busy')
    const { _id: sheet } = published
    try {
      await client
        .transaction()
        .createOrReplace({ _id: `withdrawal-${sheet}`, _type: 'withdrawal', sheet, kind, reason: reason.trim() })
        // What it said stays as the draft, as it does with "Unpublish".
        .createIfNotExists({ ...published, _id: `drafts.${sheet}` })
        .delete(sheet)
        .commit({ visibility: 'sync' })
      onDone()
    } catch (error) {
      setState({ problem: error instanceof Error ? error.message : String(error) })
    }
  }

  return (
    <Stack gap={4}>
      {CHOICES.map((choice) => (
        <Flex key={choice.kind} as="label" gap={3}>
          <Radio name="kind" value={choice.kind} checked={kind === choice.kind} onChange={() => setKind(choice.kind)} />
          <Stack gap={2}>
            <Text weight="semibold">{choice.title}</Text>
            <Text size={1} muted>
              {choice.text}
            </Text>
          </Stack>
        </Flex>
      ))}
      <Stack as="label" gap={2}>
        <Text weight="semibold">Reason, which everyone can read</Text>
        <TextArea rows={3} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      </Stack>
      {typeof state === 'object' && (
        <Card tone="critical" padding={3} radius={2} role="alert">
          <Text size={1}>It is still published: {state.problem}</Text>
        </Card>
      )}
      <Flex gap={2} justify="flex-end">
        <Button text="Leave it published" mode="ghost" onClick={onDone} />
        <Button
          text={kind === 'withdraw' ? 'Withdraw' : 'Remove for good'}
          tone="critical"
          disabled={state === 'busy' || reason.trim() === ''}
          onClick={() => void takeAway()}
        />
      </Flex>
    </Stack>
  )
}
