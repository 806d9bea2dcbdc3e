import type { ReactNode } from 'react'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** The ways to check an edition: by its hash or address, by its file. Both lead to an address that says what came of it. */
export function VerifyForms({ language }: { language: Language }) {
  const words = translate('editions', language)
  const keys = (chunks: ReactNode) => <a href="/.well-known/chancery-keys.json">{chunks}</a>
  return (
    <>
      <form method="get" action="/api/verify" className="fields">
        <h2>{words('verifyByHash')}</h2>
        <input type="hidden" name="lang" value={language} />
        <label htmlFor="edition-name">{words('verifyByHashLabel')}</label>
        <input id="edition-name" name="edition" type="text" required maxLength={500} autoComplete="off" spellCheck={false} />
        <button type="submit" className="button button-primary">
          {words('verifySubmit')}
        </button>
      </form>
      <form method="post" action="/api/verify" encType="multipart/form-data" className="fields">
        <h2>{words('verifyByFile')}</h2>
        <input type="hidden" name="lang" value={language} />
        <label htmlFor="edition-file">{words('verifyFileLabel')}</label>
        <input id="edition-file" name="file" type="file" accept="application/json,.json" />
        <label htmlFor="edition-text">{words('verifyTextLabel')}</label>
        <textarea id="edition-text" name="text" rows={6} spellCheck={false} />
        <button type="submit" className="button button-primary">
          {words('verifySubmit')}
        </button>
      </form>
      <p>{words.rich('verifyOffline', { keys })}</p>
    </>
  )
}
