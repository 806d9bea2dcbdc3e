import { bdi } from '#components/ui/bdi.tsx'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface EmbedFooterProps {
  readonly language: Language
  /** The whole address of the page of the figure. */
  readonly address: string
}

/** Where everything about the figure stands. It opens in a window of its own: no page of ours shows itself within another's. */
export function EmbedFooter({ language, address }: EmbedFooterProps) {
  const site = new URL(address).host
  return (
    <p className="embed-more">
      <a href={address} target="_blank" rel="noopener">
        {translate('embeds', language).rich('allValues', { site, bdi })}
      </a>
    </p>
  )
}
