import { createTranslator } from 'use-intl/core'
import { account as accountEn } from './messages/en/account.ts'
import { openPage as openPageEn } from './messages/en/open-page.ts'
import { site as siteEn } from './messages/en/site.ts'
import { studio as studioEn } from './messages/en/studio.ts'
import { account as accountEs } from './messages/es/account.ts'
import { openPage as openPageEs } from './messages/es/open-page.ts'
import { site as siteEs } from './messages/es/site.ts'
import { studio as studioEs } from './messages/es/studio.ts'
import type { Language } from './languages.ts'

const en = { site: siteEn, account: accountEn, openPage: openPageEn, studio: studioEn }
const messages: Record<Language, typeof en> = { en, es: { site: siteEs, account: accountEs, openPage: openPageEs, studio: studioEs } }

/** The interface's words of `namespace` in `language`: `translate('site', 'es')('backToTop')`. */
export function translate<Namespace extends keyof typeof en>(namespace: Namespace, language: Language) {
  return createTranslator<typeof en, Namespace>({ locale: language, messages: messages[language], namespace })
}
