import { INTL_LOCALES, localPath, type Language } from '#lib/i18n/languages.ts'
import type { ListSubject } from '#lib/open-data/lists/list.ts'
import { listPath, subjectName } from '#lib/open-data/lists/list-words.ts'

/** All lists of one kind; topics in their own order, all others in that of the alphabet. */
export function ListIndex({ subjects, language }: { subjects: readonly ListSubject[]; language: Language }) {
  const order = new Intl.Collator(INTL_LOCALES[language])
  const named = subjects.map((subject) => ({ kind: subject.kind, path: listPath(subject), name: subjectName(subject, language) }))
  const sorted = named.some(({ kind }) => kind === 'topics') ? named : named.toSorted((one, other) => order.compare(one.name, other.name))
  return (
    <ul>
      {sorted.map(({ path, name }) => (
        <li key={path}>
          <a href={localPath(language, path)}>{name}</a>
        </li>
      ))}
    </ul>
  )
}
