import type { ReactNode } from 'react'
import type { Language } from '#lib/i18n/languages.ts'
import { AccountFrame } from './account-frame.tsx'

interface NarrowPageProps {
  readonly language: Language
  /** The page's address without a language. */
  readonly path: string
  readonly title: string
  readonly children: ReactNode
}

/** A page of an account that asks for one thing. */
export function NarrowPage({ language, path, title, children }: NarrowPageProps) {
  return (
    <AccountFrame language={language} path={path}>
      <div className="wrap my-narrow">
        <h1>{title}</h1>
        {children}
      </div>
    </AccountFrame>
  )
}
