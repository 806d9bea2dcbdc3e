import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** That a sheet is not shown in the language of the page around it, with the sheet's own address. */
export function TranslationNote({ language, written, path }: { language: Language; written: Language; path: string }) {
  const words = translate('site', language)
  const own = localPath(written, path)
  return (
    <p lang={language} className="note">
      {words(written === 'en' ? 'onlyInEnglish' : 'onlyInAnotherLanguage')}{' '}
      <a href={own} hrefLang={written}>
        {words('originalAddress')}
      </a>
    </p>
  )
}
