import '#components/embed/embed.css'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { LANGUAGES } from '#lib/i18n/languages.ts'
import { directionOf } from '#lib/i18n/written-language.ts'

export const metadata: Metadata = { icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' } } }

/** As in the site's own layout. */
export function generateStaticParams() {
  return LANGUAGES.map((lang) => ({ lang }))
}

/** What stands in pages of others: none of the site's frame and styles. */
export default async function EmbedLayout({ children, params }: { children: ReactNode; params: Promise<{ lang: string }> }) {
  const { lang } = await params
  return (
    <html lang={lang} dir={directionOf(lang)}>
      <body>{children}</body>
    </html>
  )
}
