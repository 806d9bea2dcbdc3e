import '../site.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { LANGUAGES } from '#lib/i18n/languages.ts'
import { directionOf } from '#lib/i18n/written-language.ts'

export const metadata: Metadata = { icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' } } }

export const viewport: Viewport = { themeColor: '#12284c' }

/** Next wants every value of a root parameter at build; pages themselves are still rendered at request time. */
export function generateStaticParams() {
  return LANGUAGES.map((lang) => ({ lang }))
}

export default async function SiteLayout({ children, params }: { children: ReactNode; params: Promise<{ lang: string }> }) {
  const { lang } = await params
  return (
    <html lang={lang} dir={directionOf(lang)} id="top">
      <body>{children}</body>
    </html>
  )
}
