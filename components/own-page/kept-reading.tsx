import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface KeptReadingProps {
  /** Whether the account keeps what was read of all sheets. */
  readonly isAllKept: boolean
  readonly language: Language
  /** This page's own path, to come back to. */
  readonly path: string
}

/** What an account keeps of its owner's reading, and the button by which it keeps more, or less. */
export function KeptReading({ isAllKept, language, path }: KeptReadingProps) {
  const words = translate('since', language)
  return (
    <form method="post" action="/api/reading">
      <p>{words(isAllKept ? 'keepAll' : 'keepFollowed')}</p>
      <input type="hidden" name="callbackUrl" value={path} />
      <p className="my-acts">
        <button type="submit" className="button" name="action" value={isAllKept ? 'keep-followed' : 'keep-all'}>
          {words(isAllKept ? 'turnOff' : 'turnOn')}
        </button>
      </p>
    </form>
  )
}
