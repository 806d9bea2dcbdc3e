import { bdi } from '#components/ui/bdi.tsx'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

const LINKS = ['faq', 'accessibility', 'privacy', 'contact'] as const
const EDITION_LINKS = { corrections: 'correctionsTitle', verify: 'verifyTitle' } as const

/** The foot of every page. On paper it gives the page's address instead of links. */
export function Footer({ language, siteTitle, address }: { language: Language; siteTitle: string; address: string }) {
  const words = translate('site', language)
  return (
    <footer className="bg-navy-deep text-[.9375rem] text-[#dfe5ee] print:mt-4 print:border-t print:border-rule print:bg-transparent print:pt-2 print:text-[8pt] print:text-ink-soft">
      <div className="wrap flex flex-wrap items-baseline gap-x-8 gap-y-3 py-7 print:hidden">
        {siteTitle && <p className="font-semibold">{siteTitle}</p>}
        <nav aria-label={words('footerNavigation')}>
          <ul className="flex flex-wrap gap-x-6">
            {LINKS.map((link) => (
              <li key={link}>
                <a href={localPath(language, `/${link}`)} className="inline-block py-1.5 text-white">
                  {words(link)}
                </a>
              </li>
            ))}
            <li>
              <a href={localPath(language, '/data')} className="inline-block py-1.5 text-white">
                {translate('lists', language)('dataLink')}
              </a>
            </li>
            {(['corrections', 'verify'] as const).map((link) => (
              <li key={link}>
                <a href={localPath(language, `/${link}`)} className="inline-block py-1.5 text-white">
                  {translate('editions', language)(EDITION_LINKS[link])}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <p className="hidden print:block">{words.rich('addressPrinted', { address, bdi })}</p>
    </footer>
  )
}
