import { metadata as studioMetadata, viewport } from 'next-sanity/studio'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import './inter.css'

export const metadata: Metadata = { ...studioMetadata, title: 'Studio', icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' } } }
export { viewport }

/** The Studio's root layout: none of the site's frame, styles or scripts. */
export default function StudioLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body style={{ margin: 0 }}>{children}</body>
    </html>
  )
}
