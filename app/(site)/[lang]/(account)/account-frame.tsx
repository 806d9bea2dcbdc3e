import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Frame } from '#components/site/frame.tsx'
import { environment, hostedContent } from '#lib/env.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readSettings } from '#sanity/read/settings.ts'
import { pageAddress } from '../../page-address.ts'

interface AccountFrameProps {
  readonly language: Language
  /** The page's address without a language. */
  readonly path: string
  readonly children: ReactNode
}

/** The frame of a page about signing in or of one person. */
export async function AccountFrame({ language, path, children }: AccountFrameProps) {
  const settings = await readSettings({ language, view: PUBLISHED })
  return (
    <Frame
      language={language}
      path={path}
      address={pageAddress(language, path)}
      settings={settings}
      signIn={environment().SIGN_IN === 'on'}
      search={hostedContent(environment()) === null}
      current="yourPage"
    >
      {children}
    </Frame>
  )
}

/** What is told of such a page: never to be indexed, whatever the settings say of others. */
export function accountMetadata(title: string): Metadata {
  return { title, robots: { index: false, follow: false } }
}
