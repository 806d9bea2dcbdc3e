import type { Metadata } from 'next'

/** What is told of an embed: that it is not to be found by itself, and the page that says it all. */
export function embedMetadata(title: string, canonical: string | null): Metadata {
  return { title, alternates: { canonical }, robots: { index: false, follow: true } }
}
