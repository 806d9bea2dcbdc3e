import { escapeAttribute, escapeText } from 'entities/escape'
import type { Language } from '#lib/i18n/languages.ts'
import { MESSAGES, translate } from '#lib/i18n/translator.ts'
import type { Instead } from './rewrite-page.ts'

/** Words that scripts fill in: they stand in the page as data. */
function dataWords(language: Language, names: readonly (keyof (typeof MESSAGES)['en']['copy'])[]): string {
  return names
    .map((name) => ` data-${name.replaceAll(/[A-Z]/g, '-$&').toLowerCase()}="${escapeAttribute(MESSAGES[language].copy[name])}"`)
    .join('')
}

/** The page that searches the copy. `action` is the link to itself, `root` that to the folder of the whole copy. */
export function searchPage(language: Language, action: string, root: string): Instead {
  const words = translate('copy', language)
  const data = dataWords(language, ['searchFound', 'searchNone'])
  return {
    title: words('searchTitle'),
    scripts: [searchIndexFile(language), '_copy/search.js'],
    main: `<div class="wrap columns"><h1 class="page-title">${escapeText(words('searchTitle'))}</h1><div class="prose">
<noscript><p class="note">${escapeText(words('searchNeedsScript'))}</p></noscript>
<form method="get" action="${escapeAttribute(action)}" role="search" class="fields"><label for="copy-query">${escapeText(words('searchLabel'))}</label>
<input id="copy-query" name="q" type="text" maxlength="300" autocomplete="off" required>
<button type="submit" class="button button-primary">${escapeText(words('searchSubmit'))}</button></form>
<p id="copy-status" role="status"></p><ol id="copy-results" class="copy-results" data-root="${escapeAttribute(root)}"${data}></ol>
</div></div>`,
  }
}

/** The file that holds the index of what is written in `language`. */
export function searchIndexFile(language: Language): string {
  return `_copy/search-${language}.js`
}

/** What `/verify` does on the site, in the browser. `root` is the link to the folder of the whole copy. */
export function verifyPage(language: Language, root: string): Instead {
  const words = translate('copy', language)
  const data = dataWords(language, [
    'given',
    'genuine',
    'genuineElsewhere',
    'isCurrent',
    'isSuperseded',
    'isWithdrawn',
    'openEdition',
    'known',
    'unknownHash',
    'changed',
    'unknownKey',
    'forged',
    'retiredKey',
    'brokenChain',
    'otherEdition',
    'unreadable',
  ])
  return {
    title: words('verify'),
    scripts: ['_copy/editions.js', '_copy/verify.js'],
    main: `<div class="wrap columns"><h1 class="page-title">${escapeText(words('verify'))}</h1><div class="prose">
<p>${escapeText(words('verifyLead'))}</p>
<noscript><p class="note">${escapeText(words('verifyNeedsScript'))}</p></noscript>
<form id="copy-verify" class="fields"><label for="copy-files">${escapeText(words('verifyFileLabel'))}</label>
<input id="copy-files" type="file" multiple accept="application/json,.json">
<label for="copy-text">${escapeText(words('verifyTextLabel'))}</label><textarea id="copy-text" rows="6" spellcheck="false" dir="ltr"></textarea>
<button type="submit" class="button button-primary">${escapeText(words('verifySubmit'))}</button></form>
<ul id="copy-verdicts" role="status" class="copy-results" data-root="${escapeAttribute(root)}"${data}></ul>
<p>${escapeText(words('verifyKeys'))}</p>
</div></div>`,
  }
}
