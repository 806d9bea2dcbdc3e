import { TransferIcon } from '@sanity/icons/Transfer'
import { type DocumentActionComponent, type SanityDocument, useClient } from 'sanity'
import { useRouter } from 'sanity/router'

const API = { apiVersion: '2025-02-19' }

const SUCCESSOR_QUERY = '*[_type == "observation" && supersedes._ref == $id] | order(_id)[0]._id'

/** The draft of a new observation that says what `published` says, and names it as the one whose place it takes. */
export function successorOf({ _id, _rev, _createdAt, _updatedAt, supersession, ...fields }: SanityDocument, id: string) {
  return { ...fields, _id: `drafts.${id}`, supersedes: { _type: 'reference', _ref: _id } }
}

/** "Supersede": what is done with a published figure in place of editing it. Where there is a successor already, it leads there. */
export const supersedeAction: DocumentActionComponent = ({ published }) => {
  const client = useClient(API)
  const router = useRouter()
  if (!published) return null
  const open = async (): Promise<void> => {
    const id = published._id
    const there = await client.fetch<string | null>(SUCCESSOR_QUERY, { id }, { perspective: 'raw' })
    const successor = there?.replace(/^(?:drafts\.|versions\.[^.]+\.)/, '') ?? `observation-${crypto.randomUUID()}`
    if (there === null) await client.create(successorOf(published, successor))
    router.navigateIntent('edit', { id: successor, type: published._type })
  }
  return {
    label: 'Supersede',
    title: 'Published figures stay as they are: make a new one that takes the place of this one.',
    icon: TransferIcon,
    onHandle: () => void open(),
  }
}
