import { dayText } from '#components/account/day-text.ts'
import { ScrollingTable } from '#components/ui/scrolling-table.tsx'
import { INTL_LOCALES, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface Listed {
  readonly id: string
  readonly name: string | null
  readonly roles: readonly string[]
  readonly createdAt: Date
  readonly suspendedAt: Date | null
  readonly sessions: number
  readonly lastUsedAt: Date | null
}

/** People as administrators see them, by id. */
export function PeopleTable({ people, language }: { readonly people: readonly Listed[]; readonly language: Language }) {
  const words = translate('admin', language)
  const number = new Intl.NumberFormat(INTL_LOCALES[language])
  if (people.length === 0) return <p className="my-nothing">{words('nobody')}</p>
  return (
    <ScrollingTable
      caption={words('people')}
      isTitled
      columns={[words('id'), words('roles'), words('since'), words('lastUsed'), words('sessions'), words('state')]}
    >
      <tbody>
        {people.map(({ id, name, roles, createdAt, suspendedAt, sessions, lastUsedAt }) => (
          <tr key={id}>
            <th scope="row">
              <a href={localPath(language, `/admin/people/${id}`)}>
                <code dir="ltr">{id}</code>
              </a>
              {name !== null && (
                <small>
                  <bdi>{name}</bdi>
                </small>
              )}
            </th>
            <td>{roles.length > 0 ? roles.join(', ') : words('none')}</td>
            <td>{dayText(createdAt, language)}</td>
            <td>{lastUsedAt ? dayText(lastUsedAt, language) : '–'}</td>
            <td>{number.format(sessions)}</td>
            <td>{suspendedAt ? words('suspended', { date: dayText(suspendedAt, language) }) : words('active')}</td>
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
  )
}
