import { LANGUAGES, localPath } from '#lib/i18n/languages.ts'

interface Address {
  readonly path: string
  /** Of the address as a stranger gets it. */
  readonly status: number
}

const PUBLIC = [
  '/',
  '/fact-sheets/peru',
  '/fact-sheets/colombia',
  '/fact-sheets/peru#figure-3',
  '/indicators',
  '/indicators/coca-cultivation',
  '/indicators/coca-cultivation/peru',
  '/embed/charts/coca-cultivation/peru',
  '/embed/figures/observation-pe-coca-cultivation-2021-factbook-2023-pe',
  '/countries',
  '/countries/peru',
  '/topics/cultivation',
  '/series/us',
  '/offices/us-department-of-state',
  '/data',
  '/glossary',
  '/fact-sheets/peru/cite',
  '/fact-sheets/peru#term-1',
  '/indicators/coca-cultivation/peru/cite/observation-pe-coca-cultivation-2014-pe-inl-2015',
  '/faq',
  '/accessibility',
  '/privacy',
  '/contact',
  '/sign-in',
  '/sign-in/demonstration',
  '/sign-in/recover',
]
const EDITIONS = [
  '/fact-sheets/bolivia/editions',
  '/fact-sheets/bolivia/editions/before/12',
  '/fact-sheets/peru/editions/1',
  '/fact-sheets/peru/editions/1/cite',
  '/fact-sheets/lebanon/compare/1/2',
  '/corrections',
  '/verify',
]
const REPORTED = '/indicators/coca-cultivation/peru/report/observation-pe-coca-cultivation-2014-pe-inl-2015'
const REPORTS = [REPORTED, `${REPORTED}/sent`]
const SEARCHES = ['/search', '/search?q=peru+coca+2014', '/search?q=coca&kind=figure&page=2', '/search?q=zzzzqqqq']
const ABSENT = [
  '/nowhere',
  '/fact-sheets/atlantis',
  '/fact-sheets/peru/editions/1000',
  '/fact-sheets/peru/editions/before/1000',
  '/fact-sheets/lebanon/compare/1/3',
  '/indicators/coca-cultivation/atlantis',
  '/indicators/coca-cultivation/peru/report/observation-unknown',
  '/embed/figures/observation-nowhere',
  '/countries/atlantis',
  '/verify/unreadable',
  `/verify/${'0'.repeat(64)}`,
]

/** Every page that a stranger gets, in every language, and pages that are not there. */
export const STRANGERS_PAGES: readonly Address[] = LANGUAGES.flatMap((language) => [
  ...[...PUBLIC, ...EDITIONS, ...REPORTS, ...SEARCHES].map((path) => ({ path: localPath(language, path), status: 200 })),
  { path: `${localPath(language, '/sign-in')}?error=AccessDenied`, status: 200 },
  { path: `${localPath(language, '/sign-in')}?error=issuer-noWay`, status: 200 },
  { path: localPath(language, '/search?q=()'), status: 400 },
  ...ABSENT.map((path) => ({ path: localPath(language, path), status: 404 })),
])

/** Every page that a signed-in reader gets, in every language. */
export const READERS_PAGES: readonly string[] = LANGUAGES.flatMap((language) =>
  [
    '/my',
    '/my?arrange=1',
    '/my/notes',
    '/my/notes?sheet=fact-sheet-peru',
    '/my/since?sheet=fact-sheet-peru',
    '/my/briefing',
    '/my/add?countries=country-peru&name=Peru',
    '/my/account',
    '/my/account/confirm',
    '/my/account/link',
    '/my/account/merge',
    '/my/data',
    '/my/data/delete',
    '/my/data/deleted',
    '/my/follows',
    '/my/mail',
    '/fact-sheets/peru',
    '/sign-in',
  ].map((path) => localPath(language, path)),
)

/** Every page for administrators, in every language; that of one person is found from the first. */
export const ADMINISTRATORS_PAGES: readonly string[] = LANGUAGES.flatMap((language) =>
  ['/admin', '/admin?show=all', '/admin?find=nobody', '/admin/log', '/my/account'].map((path) => localPath(language, path)),
)
