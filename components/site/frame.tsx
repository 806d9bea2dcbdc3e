import type { ReactNode } from 'react'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { Settings } from '#sanity/read/settings.ts'
import { Footer } from './footer.tsx'
import { Masthead } from './masthead.tsx'
import { Navigation, type Place } from './navigation.tsx'

interface FrameProps {
  readonly language: Language
  /** The page's address without a language, such as `/faq`. */
  readonly path: string
  /** The page's whole address, printed at the foot of paper. */
  readonly address: string
  readonly settings: Settings
  /** Whether one can sign in here. */
  readonly signIn: boolean
  /** Whether one can search here. */
  readonly search: boolean
  readonly current?: Place
  /** Whether the page's own content begins with the banner of an institution, so that the site's is left out. */
  readonly ownBanner?: boolean
  readonly children: ReactNode
}

/** What stands around the content of every page. */
export function Frame({ language, path, address, settings, signIn, search, current, ownBanner = false, children }: FrameProps) {
  const words = translate('site', language)
  return (
    <>
      <a href="#main" className="absolute -top-20 start-4 z-10 bg-paper px-4 py-3 font-semibold focus:top-3">
        {words('skipToContent')}
      </a>
      <header>
        {settings.demonstrationNotice && (
          <p className="border-b border-rule bg-wash text-[.8125rem] leading-snug print:mb-2 print:border-0 print:bg-transparent print:text-[8pt] print:text-ink-soft">
            <span className="wrap block py-2 print:p-0">{settings.demonstrationNotice}</span>
          </p>
        )}
        <Navigation language={language} path={path} current={current} signIn={signIn} search={search} />
        {!ownBanner && settings.institution && (
          <div className="banner">
            <Masthead institution={settings.institution} href={localPath(language, '/')} />
          </div>
        )}
      </header>
      <main id="main">{children}</main>
      <Footer language={language} siteTitle={settings.siteTitle} address={address} />
    </>
  )
}
