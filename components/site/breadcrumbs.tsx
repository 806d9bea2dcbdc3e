import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** A step on the way to a page. */
export interface Crumb {
  readonly name: string
  /** Its public address. */
  readonly href: string
}

/** The way from the list of its kind to the page; the page itself is its last step. */
export function Breadcrumbs({ crumbs, language }: { crumbs: readonly Crumb[]; language: Language }) {
  return (
    <nav aria-label={translate('indicators', language)('breadcrumbs')} className="breadcrumbs">
      <ol>
        {crumbs.map(({ name, href }, index) => (
          <li key={href}>
            <a href={href} aria-current={index === crumbs.length - 1 ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
