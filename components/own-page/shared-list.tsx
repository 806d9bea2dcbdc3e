import { instantText } from '#components/account/instant-text.ts'
import type { SharedBriefing } from '#lib/accounts/shared-briefings.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface SharedListProps {
  readonly shared: readonly SharedBriefing[]
  readonly language: Language
  /** This page's own path, to come back to. */
  readonly path: string
}

/** The briefings that somebody shares, each with a button that ends its link. */
export function SharedList({ shared, language, path }: SharedListProps) {
  const words = translate('ownPage', language)
  if (shared.length === 0) return null
  return (
    <ul className="my-list">
      {shared.map(({ id, name, createdAt, expiresAt }) => (
        <li key={id} className="my-line">
          <span>
            <bdi id={`shared-${id}`}>{name}</bdi>
            <small>{words('sharedTimes', { since: instantText(createdAt, language), until: instantText(expiresAt, language) })}</small>
          </span>
          <form method="post" action="/api/briefings">
            <input type="hidden" name="shared" value={id} />
            <input type="hidden" name="callbackUrl" value={path} />
            <button type="submit" name="action" value="end" className="button my-small" aria-describedby={`shared-${id}`}>
              {words('shareEnd')}
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}
