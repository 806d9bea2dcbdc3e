import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface PutOnPageProps {
  readonly kind: 'figures' | 'countries' | 'searches'
  /** What is put there, as a block holds it. */
  readonly item: string
  readonly name: string
  readonly language: Language
}

/** The way to put something on a page of one's own. */
export function PutOnPage({ kind, item, name, language }: PutOnPageProps) {
  const query = new URLSearchParams({ [kind]: item, name })
  return (
    <p>
      <a href={`${localPath(language, '/my/add')}?${query.toString()}`} rel="nofollow">
        {translate('ownPage', language)('putOnPage')}
      </a>
    </p>
  )
}
