import { linkAddress } from '#components/ui/link-address.ts'
import type { Observation } from '#lib/figures/observation.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface SourceTextProps {
  /** Where the value was printed. */
  readonly citation: Pick<Observation, 'source' | 'page' | 'table' | 'accessedAt'>
  readonly language: Language
  /** Whether the source's address is given elsewhere on the same paper. */
  readonly isPlain?: boolean
}

/** The source of a value: its title, else its publisher, as a link where there is an address, with its date or that it bears none. */
export function SourceText({ citation: { source, page, table }, language, isPlain = false }: SourceTextProps) {
  const words = translate('indicators', language)
  const name = source.title ?? source.publisher
  const address = isPlain ? null : linkAddress(source.url)
  const parts = [
    source.title && source.publisher,
    source.date ?? words('undated'),
    table,
    page && translate('site', language)('sourcePage', { page }),
  ]
  return (
    <>
      {address ? (
        <a href={address}>
          <bdi>{name}</bdi>
        </a>
      ) : (
        <bdi>{name}</bdi>
      )}
      {parts.filter(Boolean).map((part) => (
        <span key={part}>
          {translate('site', language)('comma')} <bdi>{part}</bdi>
        </span>
      ))}
    </>
  )
}
