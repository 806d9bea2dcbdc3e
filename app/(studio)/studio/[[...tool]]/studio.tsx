'use client'

import { createStudioConfig, type HostedProject } from '#sanity/studio/config.ts'
import { NextStudio } from 'next-sanity/studio/client-component'

// The Studio warns about HTTP/1.1, where its event streams would use up the browser's connections. Ours share one WebSocket.
sessionStorage.setItem('sanity-studio.network.check.snooze', new Date().toISOString())

let config: ReturnType<typeof createStudioConfig> | undefined

/** Made once: the client keeps its event streams by what carries them. */
function configFor(hosted: HostedProject | null) {
  return (config ??= createStudioConfig(location.origin, hosted))
}

/** The whole of the Studio. A default export, as a component that is loaded late must be. */
export default function Studio({ hosted }: { readonly hosted: HostedProject | null }) {
  return <NextStudio config={configFor(hosted)} />
}
