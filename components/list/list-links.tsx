import { INTL_LOCALES, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { ListKind } from '#lib/open-data/lists/list.ts'

const KINDS = ['countries', 'topics', 'series', 'offices'] as const

/** A list that something stands in. */
export interface ListLink {
  readonly kind: ListKind
  readonly path: string
  readonly name: string
}

/** The lists that a sheet or a figure stands in. */
export function ListLinks({ lists, language }: { lists: readonly ListLink[]; language: Language }) {
  if (lists.length === 0) return null
  const words = translate('lists', language)
  const order = new Intl.Collator(INTL_LOCALES[language])
  const byKind = Map.groupBy(lists, ({ kind }) => kind)
  return (
    <section className="related print:hidden" aria-labelledby="lists">
      <h2 id="lists">{words('allLists')}</h2>
      <dl>
        {KINDS.filter((kind) => byKind.has(kind)).map((kind) => (
          <div key={kind} className="flex flex-wrap gap-x-6">
            <dt className="text-sm text-ink-soft">{words(`kind_${kind}`)}</dt>
            {(byKind.get(kind) ?? [])
              .toSorted((one, other) => order.compare(one.name, other.name))
              .map(({ path, name }) => (
                <dd key={path}>
                  <a href={localPath(language, path)}>{name}</a>
                </dd>
              ))}
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Where all lists are. */
export function AllListsLinks({ language }: { language: Language }) {
  const words = translate('lists', language)
  return (
    <nav aria-labelledby="all-lists" className="print:hidden">
      <h2 id="all-lists" className="text-base font-semibold">
        {words('listsOf')}
      </h2>
      <ul className="flex flex-wrap gap-x-6">
        {KINDS.map((kind) => (
          <li key={kind}>
            <a href={localPath(language, `/${kind}`)} className="inline-block py-1.5">
              {words(`kind_${kind}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
