import { PublishIcon } from '@sanity/icons/Publish'
import { useState } from 'react'
import { type DocumentActionComponent, useClient, useValidationStatus } from 'sanity'

/** The visitor's own words in a report. */
const WORDS = ['problem', 'evidence', 'language']

/** "Publish" of a report of an error: everyone reads the answer, and the visitor's own words only if an editor says so. In one transaction, so that no
 *  words are public for a moment. */
export function answerReport(publish: DocumentActionComponent): DocumentActionComponent {
  const AnswerReport: DocumentActionComponent = ({ id, type, draft, published }) => {
    const client = useClient({ apiVersion: '2025-02-19' })
    const { validation, isValidating } = useValidationStatus(id, type, false)
    const [isBusy, setIsBusy] = useState(false)
    const [problem, setProblem] = useState<string | null>(null)
    if (!draft) return null
    const isFaulty = validation.some(({ level }) => level === 'error')
    const answer = async (): Promise<void> => {
      setIsBusy(true)
      const ids = { publishedId: id, draftId: `drafts.${id}` }
      try {
        await client.action([
          ...(draft['isQuoted'] === true ? [] : [{ actionType: 'sanity.action.document.edit' as const, ...ids, patch: { unset: WORDS } }]),
          { actionType: 'sanity.action.document.publish' as const, ...ids },
        ])
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error))
      } finally {
        setIsBusy(false)
      }
    }
    return {
      label: published ? 'Publish the changed answer' : 'Publish the answer',
      icon: PublishIcon,
      tone: 'primary',
      disabled: isBusy || isValidating || isFaulty,
      title: isFaulty ? 'Say what came of it first: the outcome, and an answer.' : 'Everyone reads the answer.',
      onHandle: () => void answer(),
      dialog: problem !== null && {
        type: 'dialog',
        header: 'The answer is not published',
        content: problem,
        onClose: () => setProblem(null),
      },
    }
  }
  AnswerReport.action = publish.action
  return AnswerReport
}
