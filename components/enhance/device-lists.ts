import { store, storedList } from './keep-on-device.ts'

/** A sheet that is followed in this browser alone. */
export interface DeviceFollow {
  readonly sheet: string
  readonly title: string
  /** Of the page where it was begun. */
  readonly path: string
}

/** A passage that was saved in this browser alone, and the words on it. */
export interface DeviceNote {
  /** When: it tells it from others. */
  readonly at: string
  readonly sheet: string
  readonly paragraph: string
  readonly exact: string
  readonly text: string
  readonly title: string
  /** Of the page where it was saved. */
  readonly path: string
  /** That was read. */
  readonly edition: string
}

export function deviceFollows(): readonly DeviceFollow[] {
  return storedList('follows').map(({ sheet = '', title = '', path = '' }) => ({ sheet, title, path }))
}

export function deviceNotes(): readonly DeviceNote[] {
  return storedList('notes').map(({ at = '', sheet = '', paragraph = '', exact = '', text = '', title = '', path = '', edition = '' }) => {
    return { at, sheet, paragraph, exact, text, title, path, edition }
  })
}

/** Keeps a list in this browser. Returns whether it could: a browser may keep nothing, or be full. */
export function keepList(name: 'follows' | 'notes', list: readonly (DeviceFollow | DeviceNote)[]): boolean {
  return store(name, list.length === 0 ? null : JSON.stringify(list))
}
