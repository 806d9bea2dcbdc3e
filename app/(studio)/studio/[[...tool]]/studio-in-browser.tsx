'use client'

import dynamic from 'next/dynamic'

/** The Studio needs a browser: rendered on the server it would be an empty page that took megabytes to make. */
export const StudioInBrowser = dynamic(() => import('./studio.tsx'), { ssr: false })
