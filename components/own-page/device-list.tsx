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

/** What this browser keeps, one below the other. */
export function DeviceList({ items }: { readonly items: readonly DeviceItem[] }) {
  return (
    <ul>
      {items.map(({ title, text, path }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two may say the same
        <li key={index}>
          {path.startsWith('/') ? (
            <a href={path} dir="auto">
              {title}
            </a>
          ) : (
            <span dir="auto">{title}</span>
          )}
          {text !== '' && (
            <blockquote className="my-words" dir="auto">
              {text}
            </blockquote>
          )}
        </li>
      ))}
    </ul>
  )
}
