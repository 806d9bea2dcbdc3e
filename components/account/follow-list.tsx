import type { FollowKind } from '#lib/accounts/follow-target.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** Something that somebody follows, in words. */
export interface FollowLine {
  readonly id: string
  readonly kind: FollowKind
  readonly name: string
  /** The attributes of an element with the name, if it is in another language. */
  readonly written: { readonly lang?: string; readonly dir?: 'ltr' | 'rtl' }
  /** Where it is; null if it is no longer published. */
  readonly href: string | null
  /** How it is told, in a line. */
  readonly rule: string
}

interface FollowListProps {
  readonly lines: readonly FollowLine[]
  readonly language: Language
  /** `stop` for what is followed, `undo` for what was a moment ago. */
  readonly action: 'stop' | 'undo'
  /** Whether this is the page where one changes how one is told. */
  readonly isOpen?: boolean
}

/** What somebody follows, each with how it is told, and the ways to change that and to stop. */
export function FollowList({ lines, language, action, isOpen = false }: FollowListProps) {
  const words = translate('following', language)
  const list = localPath(language, '/my/follows')
  return (
    <ul className="my-list">
      {lines.map(({ id, kind, name, written, href, rule }) => (
        <li key={id} className="my-line">
          <span id={`follow-${id}`}>
            {href === null ? (
              <bdi {...written}>{name}</bdi>
            ) : (
              <a href={href} {...written}>
                {name}
              </a>
            )}
            <small>{[words(`kind_${kind}`), href === null ? words('absent') : rule].join(' · ')}</small>
          </span>
          <form method="post" action="/api/follows" className="my-line-acts">
            {action === 'stop' && !isOpen && (
              <a className="button my-small" href={`${list}/${id}`} aria-describedby={`follow-${id}`}>
                {words('change')}
              </a>
            )}
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="callbackUrl" value={list} />
            <button type="submit" className="button my-small" name="action" value={action} aria-describedby={`follow-${id}`}>
              {words(action)}
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}
