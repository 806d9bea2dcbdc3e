'use client'

import { useEffect, useState } from 'react'
import { deviceFollows, deviceNotes, keepList, type DeviceNote } from '#components/enhance/device-lists.ts'
import { lastEdition } from '#components/enhance/device.ts'
import { store } from '#components/enhance/keep-on-device.ts'
import { type DeviceItem, DevicePanel, discardDeviceItems } from './device-panel.tsx'

interface DeviceItemsProps {
  /** What the account keeps of reading: `*` for all sheets, else the ids of those that are followed, with spaces between. */
  readonly account: string
  readonly words: Readonly<Record<'title' | 'ask' | 'move' | 'later' | 'discard' | 'moving' | 'left', string>>
  readonly language: string
}

interface Item extends DeviceItem {
  /** Puts it into the account; the words that say why that can't be, if it can't. */
  readonly move: () => Promise<string | null>
}

/** What is kept in this browser alone, and the question whether it is to be moved into the account. It also tells the browser that there is an account,
 *  so that pages that are the same for everyone know to ask it. */
export function DeviceItems({ account, words, language }: DeviceItemsProps) {
  const [items, setItems] = useState<readonly Item[]>([])
  const [said, setSaid] = useState('')
  useEffect(() => {
    store('account', account)
    // Only the browser knows what is in it: on the server there is nothing.
    // oxlint-disable-next-line react/set-state-in-effect -- as said
    setItems(itemsHere(language))
  }, [account, language])
  if (items.length === 0 && said === '') return null

  async function move() {
    setSaid(words.moving)
    const problems: string[] = []
    // One after the other, so that each is in one place or the other, whatever happens in between.
    for (const item of items) {
      const problem = await item.move().catch(() => words.left)
      if (problem !== null) problems.push(`${item.title}: ${problem}`)
    }
    if (problems.length === 0) location.reload()
    else setSaid([words.left, ...problems].join(' '))
    setItems(itemsHere(language))
  }

  function discard() {
    discardDeviceItems()
    setItems([])
  }

  return (
    <DevicePanel
      title={words.title}
      items={items}
      lead={
        <>
          <p>
            <output>{said}</output>
          </p>
          <p>{words.ask}</p>
        </>
      }
    >
      <button type="button" className="button button-primary" onClick={() => void move()}>
        {words.move}
      </button>
      <button type="button" className="button" onClick={() => setItems([])}>
        {words.later}
      </button>
      <button type="button" className="button" onClick={discard}>
        {words.discard}
      </button>
    </DevicePanel>
  )
}

function itemsHere(language: string): readonly Item[] {
  return [
    ...deviceFollows().map(({ sheet, title, path }) => ({ title, text: '', path, move: () => moveFollow(sheet) })),
    ...deviceNotes().map((note) => ({ title: note.title, text: note.text, path: note.path, move: () => moveNote(note, language) })),
  ]
}

async function moveFollow(sheet: string): Promise<string | null> {
  const post = (address: string, fields: Record<string, string>) =>
    fetch(address, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  const answer = await post('/api/follow', { sheet, callbackUrl: '/my' })
  // It is answered by a redirect, which is not followed.
  if (answer.type !== 'opaqueredirect' && !answer.ok) return await answer.text()
  const edition = lastEdition(sheet)
  if (edition > 0) await post('/api/reading', { action: 'seen', sheet, edition: String(edition) })
  keepList(
    'follows',
    deviceFollows().filter((follow) => follow.sheet !== sheet),
  )
  return null
}

async function moveNote({ at, sheet, paragraph, exact, text, edition }: DeviceNote, lang: string): Promise<string | null> {
  const body = new URLSearchParams({ action: 'add', sheet, paragraph, exact, text, edition, lang })
  const answer = await fetch('/api/notes', { method: 'POST', body, headers: { accept: 'application/json' } })
  if (!answer.ok) return ((await answer.json()) as { error?: string }).error ?? String(answer.status)
  keepList(
    'notes',
    deviceNotes().filter((note) => note.at !== at),
  )
  return null
}
