import { ScrollingTable } from '#components/ui/scrolling-table.tsx'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { KeptKind } from './kept-kinds.ts'

interface KeptListProps {
  readonly kept: readonly { readonly kind: KeptKind; readonly count: number }[]
  /** In days, but for those of editors, in hours. */
  readonly limits: { readonly idle: number; readonly total: number; readonly staff: number; readonly told: number; readonly log: number }
  readonly language: Language
}

/** What is kept of a person: what, how much of it, why, and until when. */
export function KeptList({ kept, limits: { idle, total, staff, told, log }, language }: KeptListProps) {
  const words = translate('ownAccount', language)
  const number = new Intl.NumberFormat(INTL_LOCALES[language])
  return (
    <ScrollingTable
      caption={words('dataTitle')}
      isTitled
      columns={[words('dataWhat'), words('dataCount'), words('dataWhy'), words('dataUntil')]}
    >
      <tbody>
        {kept.map(({ kind, count }) => (
          <tr key={kind}>
            <th scope="row">{words(`kept_${kind}`)}</th>
            <td>{number.format(count)}</td>
            <td>{words(`why_${kind}`)}</td>
            <td>{words(`until_${kind}`, { idle, total, staff, told, days: log })}</td>
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
  )
}
