'use client'

import { createStudioConfig } from '#sanity/studio/config.ts'
import { NextStudio } from 'next-sanity/studio/client-component'

// The Studio warns about HTTP/1.1, where its event streams would use up the browser's connections. Ours share one WebSocket.
sessionStorage.setItem('sanity-studio.network.check.snooze', new Date().toISOString())

const config = createStudioConfig(location.origin)

/** The whole of the Studio. A default export, as a component that is loaded late must be. */
export default function Studio() {
  return <NextStudio config={config} />
}
