import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { SearchField } from '#components/search/search-field.tsx'
import { LanguageSwitch } from './language-switch.tsx'

/** The places that the navigation leads to. */
export type Place = 'factSheets' | 'figures' | 'faq' | 'yourPage'

const ITEM =
  'block border-b-3 border-transparent px-2.5 py-3 font-medium whitespace-nowrap text-white no-underline hover:border-white/50 aria-[current]:border-brass-bright sm:px-3.5'

interface NavigationProps {
  readonly language: Language
  /** The page's address without a language. */
  readonly path: string
  readonly current?: Place | undefined
  /** Whether one can sign in here, and so have a page of one's own. */
  readonly signIn: boolean
  /** Whether one can search here. */
  readonly search: boolean
}

/** The way to the parts of the site, to the same page in another language and to one's own page. Nothing in it depends on who reads. */
export function Navigation({ language, path, current, signIn, search }: NavigationProps) {
  const words = translate('site', language)
  const item = (place: Place, href: string) => (
    <a href={localPath(language, href)} aria-current={place !== current ? undefined : href === path ? 'page' : 'true'} className={ITEM}>
      {words(place)}
    </a>
  )
  return (
    <div className="bg-navy-deep text-[.9375rem] print:hidden">
      <div className="mx-auto flex max-w-[74rem] flex-wrap items-center justify-between gap-x-3 px-3.5 sm:px-2.5">
        <nav aria-label={words('mainNavigation')} className="flex grow flex-wrap justify-between">
          <div className="flex flex-wrap">
            {item('factSheets', '/')}
            {item('figures', '/indicators')}
            {item('faq', '/faq')}
          </div>
          <div className="flex flex-wrap">
            <LanguageSwitch language={language} path={path} className={ITEM} />
            {signIn && item('yourPage', '/my')}
          </div>
        </nav>
        {/* The page of search has a field of its own. */}
        {search && !/^\/search(?:\?|$)/.test(path) && <SearchField language={language} id="site-search" className="site-search" />}
      </div>
    </div>
  )
}
