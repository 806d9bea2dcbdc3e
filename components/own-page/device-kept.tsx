'use client'

import { useEffect, useState } from 'react'
import { type DeviceItem, deviceItems, DeviceList, discardDeviceItems } from './device-list.tsx'

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
    <section className="my-panel my-device" aria-labelledby="device">
      <h2 id="device">{words.title}</h2>
      <div className="my-panel-body">
        <DeviceList items={items} />
        <p>{words.hint}</p>
        <p className="my-acts">
          <button type="button" className="button" onClick={discard}>
            {words.discard}
          </button>
        </p>
      </div>
    </section>
  )
}
