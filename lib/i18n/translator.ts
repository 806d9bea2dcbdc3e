import { createTranslator } from 'use-intl/core'
import { account as accountAr } from './messages/ar/account.ts'
import { admin as adminAr } from './messages/ar/admin.ts'
import { copy as copyAr } from './messages/ar/copy.ts'
import { editions as editionsAr } from './messages/ar/editions.ts'
import { embeds as embedsAr } from './messages/ar/embeds.ts'
import { following as followingAr } from './messages/ar/following.ts'
import { indicators as indicatorsAr } from './messages/ar/indicators.ts'
import { lists as listsAr } from './messages/ar/lists.ts'
import { openId as openIdAr } from './messages/ar/open-id.ts'
import { openPage as openPageAr } from './messages/ar/open-page.ts'
import { ownAccount as ownAccountAr } from './messages/ar/own-account.ts'
import { ownPage as ownPageAr } from './messages/ar/own-page.ts'
import { proposals as proposalsAr } from './messages/ar/proposals.ts'
import { published as publishedAr } from './messages/ar/published.ts'
import { reading as readingAr } from './messages/ar/reading.ts'
import { recovery as recoveryAr } from './messages/ar/recovery.ts'
import { reports as reportsAr } from './messages/ar/reports.ts'
import { search as searchAr } from './messages/ar/search.ts'
import { signIn as signInAr } from './messages/ar/sign-in.ts'
import { since as sinceAr } from './messages/ar/since.ts'
import { site as siteAr } from './messages/ar/site.ts'
import { studio as studioAr } from './messages/ar/studio.ts'
import { account as accountEn } from './messages/en/account.ts'
import { admin as adminEn } from './messages/en/admin.ts'
import { copy as copyEn } from './messages/en/copy.ts'
import { editions as editionsEn } from './messages/en/editions.ts'
import { embeds as embedsEn } from './messages/en/embeds.ts'
import { following as followingEn } from './messages/en/following.ts'
import { indicators as indicatorsEn } from './messages/en/indicators.ts'
import { lists as listsEn } from './messages/en/lists.ts'
import { openId as openIdEn } from './messages/en/open-id.ts'
import { openPage as openPageEn } from './messages/en/open-page.ts'
import { ownAccount as ownAccountEn } from './messages/en/own-account.ts'
import { ownPage as ownPageEn } from './messages/en/own-page.ts'
import { proposals as proposalsEn } from './messages/en/proposals.ts'
import { published as publishedEn } from './messages/en/published.ts'
import { reading as readingEn } from './messages/en/reading.ts'
import { recovery as recoveryEn } from './messages/en/recovery.ts'
import { reports as reportsEn } from './messages/en/reports.ts'
import { search as searchEn } from './messages/en/search.ts'
import { signIn as signInEn } from './messages/en/sign-in.ts'
import { since as sinceEn } from './messages/en/since.ts'
import { site as siteEn } from './messages/en/site.ts'
import { studio as studioEn } from './messages/en/studio.ts'
import { account as accountEs } from './messages/es/account.ts'
import { admin as adminEs } from './messages/es/admin.ts'
import { copy as copyEs } from './messages/es/copy.ts'
import { editions as editionsEs } from './messages/es/editions.ts'
import { embeds as embedsEs } from './messages/es/embeds.ts'
import { following as followingEs } from './messages/es/following.ts'
import { indicators as indicatorsEs } from './messages/es/indicators.ts'
import { lists as listsEs } from './messages/es/lists.ts'
import { openId as openIdEs } from './messages/es/open-id.ts'
import { openPage as openPageEs } from './messages/es/open-page.ts'
import { ownAccount as ownAccountEs } from './messages/es/own-account.ts'
import { ownPage as ownPageEs } from './messages/es/own-page.ts'
import { proposals as proposalsEs } from './messages/es/proposals.ts'
import { published as publishedEs } from './messages/es/published.ts'
import { reading as readingEs } from './messages/es/reading.ts'
import { recovery as recoveryEs } from './messages/es/recovery.ts'
import { reports as reportsEs } from './messages/es/reports.ts'
import { search as searchEs } from './messages/es/search.ts'
import { signIn as signInEs } from './messages/es/sign-in.ts'
import { since as sinceEs } from './messages/es/since.ts'
import { site as siteEs } from './messages/es/site.ts'
import { studio as studioEs } from './messages/es/studio.ts'
import { INTL_LOCALES, type Language } from './languages.ts'

const en = {
  account: accountEn,
  admin: adminEn,
  copy: copyEn,
  editions: editionsEn,
  embeds: embedsEn,
  following: followingEn,
  indicators: indicatorsEn,
  lists: listsEn,
  openId: openIdEn,
  openPage: openPageEn,
  ownAccount: ownAccountEn,
  ownPage: ownPageEn,
  proposals: proposalsEn,
  published: publishedEn,
  reading: readingEn,
  recovery: recoveryEn,
  reports: reportsEn,
  search: searchEn,
  signIn: signInEn,
  since: sinceEn,
  site: siteEn,
  studio: studioEn,
}

/** The interface's words in every language, by namespace. */
export const MESSAGES: Readonly<Record<Language, typeof en>> = {
  en,
  es: {
    account: accountEs,
    admin: adminEs,
    copy: copyEs,
    editions: editionsEs,
    embeds: embedsEs,
    following: followingEs,
    indicators: indicatorsEs,
    lists: listsEs,
    openId: openIdEs,
    openPage: openPageEs,
    ownAccount: ownAccountEs,
    ownPage: ownPageEs,
    proposals: proposalsEs,
    published: publishedEs,
    reading: readingEs,
    recovery: recoveryEs,
    reports: reportsEs,
    search: searchEs,
    signIn: signInEs,
    since: sinceEs,
    site: siteEs,
    studio: studioEs,
  },
  ar: {
    account: accountAr,
    admin: adminAr,
    copy: copyAr,
    editions: editionsAr,
    embeds: embedsAr,
    following: followingAr,
    indicators: indicatorsAr,
    lists: listsAr,
    openId: openIdAr,
    openPage: openPageAr,
    ownAccount: ownAccountAr,
    ownPage: ownPageAr,
    proposals: proposalsAr,
    published: publishedAr,
    reading: readingAr,
    recovery: recoveryAr,
    reports: reportsAr,
    search: searchAr,
    signIn: signInAr,
    since: sinceAr,
    site: siteAr,
    studio: studioAr,
  },
}

const translators = new Map<string, unknown>()

/** The interface's words of `namespace` in `language`: `translate('site', 'es')('backToTop')`. */
export function translate<Namespace extends keyof typeof en>(namespace: Namespace, language: Language): Translator<Namespace> {
  const key = `${namespace} ${language}`
  const made = translators.get(key) ?? makeTranslator(namespace, language)
  translators.set(key, made)
  // By its key it is the one of this namespace.
  return made as Translator<Namespace>
}

type Translator<Namespace extends keyof typeof en> = ReturnType<typeof makeTranslator<Namespace>>

/** Takes long, and keeps each message that was read: made once. */
function makeTranslator<Namespace extends keyof typeof en>(namespace: Namespace, language: Language) {
  return createTranslator<typeof en, Namespace>({ locale: INTL_LOCALES[language], messages: MESSAGES[language], namespace })
}
