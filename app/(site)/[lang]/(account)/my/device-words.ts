import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** What is said in the browser of things that it alone keeps. */
export function deviceWords(language: Language) {
  const words = translate('ownPage', language)
  return {
    title: words('deviceTitle'),
    ask: words('deviceAsk'),
    move: words('deviceMove'),
    later: words('deviceLater'),
    discard: words('deviceDiscard'),
    moving: words('deviceMoving'),
    left: words('deviceLeft'),
  }
}
