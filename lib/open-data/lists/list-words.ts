import { nameIn } from '#lib/figures/observation.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { ListKind, ListSubject } from './list.ts'

/** What the subject of a list is called in `language`. */
export function subjectName(subject: ListSubject, language: Language): string {
  return subject.kind === 'topics' ? translate('indicators', language)(`topic_${subject.slug}`) : nameIn(subject.named, language)
}

/** The title of a list and what it holds, in a sentence. */
export function listWords(subject: ListSubject, language: Language): { readonly title: string; readonly description: string } {
  const words = translate('lists', language)
  const name = subjectName(subject, language)
  return { title: words(`title_${subject.kind}`, { name }), description: words(`description_${subject.kind}`, { name }) }
}

/** The title of all lists of a kind and what they are, in a sentence. */
export function listsWords(kind: ListKind, language: Language): { readonly title: string; readonly description: string } {
  const words = translate('lists', language)
  return { title: words(`all_${kind}`), description: words(`all_description_${kind}`) }
}

/** The address of a list, without a language. */
export function listPath({ kind, slug }: Pick<ListSubject, 'kind' | 'slug'>): string {
  return `/${kind}/${encodeURIComponent(slug)}`
}
