import { bdi } from '#components/ui/bdi.tsx'
import type { BlockKind } from '#lib/accounts/blocks.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { type FormOfPage, PageForm } from './page-form.tsx'

interface ArrangementProps {
  readonly of: FormOfPage
  readonly name: string
  readonly kinds: readonly BlockKind[]
  /** Whether there is a page beside this one. */
  readonly hasOthers: boolean
  readonly nameMax: number
  readonly language: Language
}

/** The forms by which a page gets blocks and a name, and by which others are made. */
export function Arrangement({ of, name, kinds, hasOthers, nameMax, language }: ArrangementProps) {
  const words = translate('ownPage', language)
  return (
    <section className="my-panel my-arrange my-wide" aria-labelledby="arrange">
      <h2 id="arrange">{words('arrangeTitle')}</h2>
      <div className="my-panel-body">
        <p className="my-nothing">{words('arrangeHow')}</p>
        <PageForm of={of} className="my-acts">
          <label htmlFor="kind">{words('addBlock')}</label>
          <select id="kind" name="kind">
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {words(`block_${kind}`)}
              </option>
            ))}
          </select>
          <button type="submit" name="action" value="add" className="button my-small">
            {words('add')}
          </button>
        </PageForm>
        <NameForm of={of} id="rename" label={words('pageName')} value={name} action="rename" button={words('rename')} nameMax={nameMax} />
        <NameForm of={of} id="new-page" label={words('newPage')} value="" action="new-page" button={words('makePage')} nameMax={nameMax} />
        {hasOthers && (
          <PageForm of={of} className="my-acts">
            <button type="submit" name="action" value="remove-page" className="button my-small">
              <span>{words.rich('removePage', { name, bdi })}</span>
            </button>
          </PageForm>
        )}
      </div>
    </section>
  )
}

interface NameFormProps {
  readonly of: FormOfPage
  readonly id: string
  readonly label: string
  readonly value: string
  readonly action: string
  readonly button: string
  readonly nameMax: number
}

function NameForm({ of, id, label, value, action, button, nameMax }: NameFormProps) {
  return (
    <PageForm of={of} className="my-acts">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="text" name="name" defaultValue={value} maxLength={nameMax} dir="auto" required />
      <button type="submit" name="action" value={action} className="button my-small">
        {button}
      </button>
    </PageForm>
  )
}
