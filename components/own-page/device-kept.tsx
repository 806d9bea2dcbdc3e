'use client'

import { useEffect, useState } from 'react'
import { type DeviceItem, deviceItems, DevicePanel, discardDeviceItems } from './device-panel.tsx'

/** What is followed and noted in this browser alone, for whoever is not signed in; nothing if there is none. */
export function DeviceKept({ words }: { readonly words: Readonly<Record<'title' | 'hint' | 'discard', string>> }) {
  const [items, setItems] = useState<readonly DeviceItem[]>([])
  useEffect(() => {
    // Only the browser knows what is in it: on the server there is nothing.
    // oxlint-disable-next-line react/set-state-in-effect -- as said
    setItems(deviceItems())
  }, [])
  if (items.length === 0) return null

  function discard() {
    discardDeviceItems()
    setItems([])
  }

  return (
    <DevicePanel title={words.title} items={items} lead={<p>{words.hint}</p>}>
      <button type="button" className="button" onClick={discard}>
        {words.discard}
      </button>
    </DevicePanel>
  )
}
