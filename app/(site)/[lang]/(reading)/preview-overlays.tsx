'use client'

import { useRouter } from 'next/navigation'
import { VisualEditing } from 'next-sanity/visual-editing/client-component'
import type { ComponentProps } from 'react'

type Overlays = ComponentProps<typeof VisualEditing>

/** Overlays that open a text's field in the Studio; the page is rendered anew when a document in it changes. */
export function PreviewOverlays(props: Pick<Overlays, 'onPerspectiveChange' | 'onVariantChange'>) {
  const router = useRouter()
  return (
    <VisualEditing
      {...props}
      refresh={async () => {
        router.refresh()
      }}
    />
  )
}
