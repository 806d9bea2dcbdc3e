import { perspectiveChangeAction, variantChangeAction } from 'next-sanity/visual-editing/server-actions'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { PreviewOverlays } from './preview-overlays.tsx'

/** What an editor gets on a page with drafts in it: overlays that lead from a text to its field, and the way back. */
export function DraftTools({ language }: { readonly language: Language }) {
  const words = translate('studio', language)
  return (
    <>
      <aside className="border-t border-rule bg-wash text-[.8125rem]" aria-label={words('draftShown')}>
        <p className="wrap block py-2">
          {words('draftShown')} <a href="/api/draft-mode/disable">{words('leaveDraft')}</a>
        </p>
      </aside>
      <PreviewOverlays onPerspectiveChange={perspectiveChangeAction} onVariantChange={variantChangeAction} />
    </>
  )
}
