import type { ReactNode } from 'react'
import { SignInBox } from '#components/account/sign-in-box.tsx'
import { Frame } from '#components/site/frame.tsx'
import type { Place } from '#components/site/navigation.tsx'
import { configuredProviders, otherIssuers } from '#lib/auth/providers.ts'
import { environment, hostedContent } from '#lib/env.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import type { View } from '#sanity/live.ts'
import { readSettings } from '#sanity/read/settings.ts'
import { pageAddress } from '../../page-address.ts'
import { DraftTools } from './draft-tools.tsx'

interface ReadingFrameProps {
  readonly language: Language
  readonly view: View
  /** The page's address without a language. */
  readonly path: string
  readonly current?: Place
  readonly ownBanner?: boolean
  readonly children: ReactNode
}

/** The frame of a page that is the same for everyone, with the account box at its foot. */
export async function ReadingFrame({ language, view, path, children, ...frame }: ReadingFrameProps) {
  const settings = await readSettings({ language, view })
  return (
    <Frame
      {...frame}
      language={language}
      path={path}
      address={pageAddress(language, path)}
      settings={settings}
      signIn={environment().SIGN_IN === 'on'}
      search={hostedContent(environment()) === null}
    >
      {children}
      <SignInBox
        language={language}
        providers={configuredProviders()}
        takesOthers={otherIssuers() !== 'off'}
        body={settings.accountBox}
        callbackUrl={localPath(language, path)}
      />
      {view.stega && <DraftTools language={language} />}
    </Frame>
  )
}
