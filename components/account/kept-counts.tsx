import type { BelongingName } from '#lib/own-data/belongings.ts'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface KeptCountsProps {
  readonly counts: Readonly<Partial<Record<BelongingName | 'roles', number>>>
  readonly language: Language
}

/** How much of each kind belongs to an account, or did; what there is none of is left out. */
export function KeptCounts({ counts, language }: KeptCountsProps) {
  const words = translate('ownAccount', language)
  const number = new Intl.NumberFormat(INTL_LOCALES[language])
  return (
    <dl className="my-details my-counts">
      {(Object.keys(counts) as (BelongingName | 'roles')[])
        .filter((name) => (counts[name] ?? 0) > 0)
        .map((name) => (
          <div key={name}>
            <dt>{words(`kept_${name}`)}</dt>
            <dd>{number.format(counts[name] ?? 0)}</dd>
          </div>
        ))}
    </dl>
  )
}
