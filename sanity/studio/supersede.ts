import { TransferIcon } from '@sanity/icons/Transfer'
import { type DocumentActionComponent, useClient } from 'sanity'
import { useRouter } from 'sanity/router'
import { publishedId } from '../published-id.ts'
import { successorOf } from './successor.ts'

const API = { apiVersion: '2025-02-19' }

const SUCCESSOR_QUERY = '*[_type == "observation" && supersedes._ref == $id] | order(_id)[0]._id'

/** "Supersede": what is done with a published figure in place of editing it. Where there is a successor already, it leads there. */
export const useSupersede: DocumentActionComponent = ({ published }) => {
  const client = useClient(API)
  const router = useRouter()
  if (!published) return null
  const open = async (): Promise<void> => {
    const id = published._id
    const there = await client.fetch<string | null>(SUCCESSOR_QUERY, { id }, { perspective: 'raw' })
    const successor = there === null ? `observation-${crypto.randomUUID()}` : publishedId(there)
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
