import { useState } from 'react'
import { type DocumentActionComponent, useClient, useDocumentOperation } from 'sanity'
import { readSheetStates } from '../proposals/sheet-states.ts'
import { noteFor } from '../proposals/take-proposal.ts'

/** "Publish" of a fact sheet: where figures changed and its editor wrote no change note, the note says which, from what to what. */
export function publishWithNote(usePublish: DocumentActionComponent): DocumentActionComponent {
  const PublishWithNote: DocumentActionComponent = (props) => {
    const { id, type } = props
    const client = useClient({ apiVersion: '2025-02-19' })
    const { patch } = useDocumentOperation(id, type)
    const [isBusy, setIsBusy] = useState(false)
    const described = usePublish(props)
    if (!described) return null
    const publishNoted = async (): Promise<void> => {
      setIsBusy(true)
      try {
        const { changeNote } = noteFor(await readSheetStates(client, id))
        // The operation that follows waits until this one is with the lake.
        if (changeNote) patch.execute([{ set: { changeNote } }])
      } catch (error) {
        // What can't be told must not keep anybody from publishing: the edition lists its figures all the same.
        console.error('The change note could not be written:', error)
      } finally {
        setIsBusy(false)
      }
      described.onHandle?.()
    }
    return { ...described, disabled: isBusy || described.disabled === true, onHandle: () => void publishNoted() }
  }
  PublishWithNote.action = usePublish.action
  return PublishWithNote
}
