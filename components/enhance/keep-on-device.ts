import { stored } from './device.ts'

/** Keeps `value` under `key` in this browser; `null` takes it away. Returns whether it could. */
export function store(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
    return true
  } catch {
    return false
  }
}

/** The list that this browser keeps under `key`; an empty one if there is none that can be read. */
export function storedList(key: string): readonly Readonly<Record<string, string>>[] {
  try {
    const list: unknown = JSON.parse(stored(key) ?? '[]')
    return Array.isArray(list) ? list : []
  } catch {
    return []
  }
}
