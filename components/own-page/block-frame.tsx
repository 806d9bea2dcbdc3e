import type { ReactNode } from 'react'
import type { Block } from '#lib/accounts/blocks.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { type FormOfPage, PageForm } from './page-form.tsx'

interface BlockFrameProps {
  readonly block: Block
  readonly index: number
  readonly count: number
  readonly of: FormOfPage
  /** Whether the page is being arranged. */
  readonly isArranging: boolean
  readonly language: Language
  readonly children: ReactNode
}

/** A block of a page, with the buttons that fold, move and remove it. */
export function BlockFrame({ block: { id, kind, isFolded }, index, count, of, isArranging, language, children }: BlockFrameProps) {
  const words = translate('ownPage', language)
  const title = words(`block_${kind}`)
  const act = (action: string, label: string, sign: string) => (
    <button type="submit" name="action" value={action} className="my-sign" aria-label={label} title={label}>
      <span aria-hidden="true">{sign}</span>
    </button>
  )
  return (
    <section className={`my-panel my-block my-${kind}`} aria-labelledby={`${id}-title`} data-block={id} data-index={index}>
      <header className="my-bar">
        <h2 id={`${id}-title`}>{title}</h2>
        <PageForm of={of} className="my-signs">
          <input type="hidden" name="block" value={id} />
          {isArranging && index > 0 && act('up', words('moveUp', { title }), '↑')}
          {isArranging && index < count - 1 && act('down', words('moveDown', { title }), '↓')}
          {isFolded ? act('unfold', words('unfold', { title }), '+') : act('fold', words('fold', { title }), '−')}
          {isArranging && act('remove', words('removeBlock', { title }), '×')}
        </PageForm>
      </header>
      {!isFolded && <div className="my-panel-body">{children}</div>}
    </section>
  )
}
