import type { ReactNode } from 'react'
import { deviceFollows, deviceNotes, keepList } from '#components/enhance/device-lists.ts'

/** Something that this browser alone keeps. */
export interface DeviceItem {
  readonly title: string
  /** The words on a saved passage; empty for what is followed. */
  readonly text: string
  /** The page where it was followed or saved; empty if that is not known. */
  readonly path: string
}

/** Everything that this browser alone keeps: what is followed first. */
export function deviceItems(): readonly DeviceItem[] {
  return [...deviceFollows().map(({ title, path }) => ({ title, text: '', path })), ...deviceNotes()]
}

/** Deletes all of it. */
export function discardDeviceItems(): void {
  keepList('follows', [])
  keepList('notes', [])
}

interface DevicePanelProps {
  readonly title: string
  readonly items: readonly DeviceItem[]
  /** What is said before they are listed. */
  readonly lead: ReactNode
  /** The buttons below them. */
  readonly children: ReactNode
}

/** What this browser keeps, one below the other, and what can be done with it. */
export function DevicePanel({ title, items, lead, children }: DevicePanelProps) {
  return (
    <section className="my-panel my-device" aria-labelledby="device">
      <h2 id="device">{title}</h2>
      <div className="my-panel-body">
        {lead}
        <ul>
          {items.map(({ title: name, text, path }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- two may say the same
            <li key={index}>
              {path.startsWith('/') ? (
                <a href={path} dir="auto">
                  {name}
                </a>
              ) : (
                <span dir="auto">{name}</span>
              )}
              {text !== '' && (
                <blockquote className="my-words" dir="auto">
                  {text}
                </blockquote>
              )}
            </li>
          ))}
        </ul>
        <p className="my-acts">{children}</p>
      </div>
    </section>
  )
}
