import type { ReactNode } from 'react'

/** The tag `<bdi>` of a message: what it holds, such as a name, does not turn the words around it, whichever way it runs. */
export function bdi(chunks: ReactNode) {
  return <bdi>{chunks}</bdi>
}
