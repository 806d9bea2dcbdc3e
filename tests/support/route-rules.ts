import { makeLinkToken } from '#lib/alerts/link-token.ts'
import { cookiePrefix } from '#lib/auth/session-cookie.ts'
import { ISSUER, type MarkedPerson, SHEET } from './marked-person.ts'

/** A request as it comes from the browser of somebody whose `person` it names things of. */
export interface Asked {
  readonly path: string
  /** Makes it a form that is sent. */
  readonly fields?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
}
export type Asking = (person: MarkedPerson) => Asked

/** Whom a handler answers, and requests that show it. */
export type Rule =
  /** The same answer whoever asks. `foreignForms`: what the form of another site gets, which says nothing of anybody and changes nothing. */
  | {
      readonly answers: 'everyone'
      readonly why: string
      readonly asks: readonly Asked[]
      readonly status: number
      readonly foreignForms?: 'refused' | 'taken'
    }
  /** Changes what is the reader's who asks. */
  | { readonly answers: 'its reader'; readonly changes: readonly Asking[] }
  /** Shows what is the reader's who asks. */
  | { readonly answers: 'its reader'; readonly shows: readonly Asking[] }
  /** Changes what is anybody's. */
  | { readonly answers: 'administrators'; readonly changes: readonly Asking[] }
  | { readonly answers: 'editors'; readonly asks: readonly Asked[] }
  /** Whoever has a secret that was told to one person, with any session or none. `wrong` are requests without it. */
  | {
      readonly answers: 'holders of a secret'
      readonly right: Asking
      readonly wrong: readonly Asking[]
      readonly does: 'show' | 'change'
      readonly foreignForms?: 'refused' | 'taken'
    }
  | { readonly answers: 'nobody'; readonly why: string; readonly asks: readonly Asked[] }

const published = (why: string, ...paths: readonly string[]): Rule => {
  return { answers: 'everyone', why, asks: paths.map((path) => ({ path })), status: 200 }
}
const READING = '(site)/[lang]/(reading)'
const FIGURE = 'indicators/[indicator]/[place]'
const VALUE = '/indicators/coca-cultivation/peru/cite/observation-pe-coca-cultivation-2014-pe-inl-2015'
const form = (path: string, ...all: readonly ((person: MarkedPerson) => Record<string, string>)[]): readonly Asking[] =>
  all.map((fieldsOf) => (person) => ({ path, fields: fieldsOf(person) }))
const same = (...all: readonly Record<string, string>[]) => all.map((fields) => () => fields)
const ofPage = ({ pageId: page }: MarkedPerson) => ({ page, revision: '1', callbackUrl: '/my' })

/** What stands in the browser of a stranger who wants to follow something. */
const WISH = encodeURIComponent(JSON.stringify({ target: { kind: 'topic', key: 'production' }, callbackUrl: '/' }))

/** By each method that a route file exports, what it is for and whom it answers, on a site at `origin`. */
export const ROUTE_RULES: Readonly<Record<string, (origin: string) => Rule>> = {
  'POST api/account': () => ({
    answers: 'its reader',
    changes: form(
      '/api/account',
      ({ secondSubject }) => ({ action: 'unlink', issuer: ISSUER, subject: secondSubject }),
      ...same({ action: 'merge' }, { action: 'keep-apart' }, { action: 'remove-recovery' }),
    ),
  }),
  'POST api/admin': () => ({
    answers: 'administrators',
    changes: form(
      '/api/admin',
      ({ id }) => ({ action: 'grant', person: id, role: 'editor' }),
      ({ id }) => ({ action: 'revoke', person: id, role: 'viewer' }),
      ({ id }) => ({ action: 'suspend', person: id }),
      ({ id }) => ({ action: 'resume', person: id }),
      ({ id }) => ({ action: 'end-sessions', person: id }),
    ),
  }),
  'GET api/auth/[...nextauth]': () => ({
    answers: 'everyone',
    why: 'Whoever comes back from a provider is known by what that says alone; a session that is there is not looked at.',
    asks: [
      { path: '/api/auth/callback/demonstration?state=made-up&code=made-up' },
      { path: '/api/auth/start/demonstration?callbackUrl=/my' },
    ],
    status: 303,
  }),
  'POST api/auth/[...nextauth]': () => ({ answers: 'its reader', changes: form('/api/auth/sign-out', ...same({})) }),
  'POST api/auth/backchannel/[provider]': () => ({
    answers: 'everyone',
    why: 'It goes by what the provider signed.',
    asks: [{ path: '/api/auth/backchannel/demonstration', fields: { logout_token: 'made.up.token' } }],
    status: 400,
    foreignForms: 'taken',
  }),
  'GET api/auth/initiate': () => ({
    answers: 'everyone',
    why: 'It leads to the page that asks first.',
    asks: [{ path: '/api/auth/initiate?iss=https://nowhere.example&target_link_uri=/my' }],
    status: 303,
  }),
  'POST api/auth/initiate': () => ({
    answers: 'everyone',
    why: 'It leads to the page that asks first.',
    asks: [{ path: '/api/auth/initiate', fields: { iss: 'https://nowhere.example', target_link_uri: '/my' } }],
    status: 303,
    foreignForms: 'taken',
  }),
  'POST api/briefings': () => ({
    answers: 'its reader',
    changes: form(
      '/api/briefings',
      ({ pageId }) => ({ action: 'share', page: pageId, days: '7', notes: 'on' }),
      ({ sharedId }) => ({ action: 'end', shared: sharedId }),
    ),
  }),
  'POST api/delivery': () => ({
    answers: 'its reader',
    changes: form(
      '/api/delivery',
      ...same({ action: 'forget' }, { action: 'stop' }, { action: 'when', language: 'es', zone: 'America/Lima' }),
      ...same({ action: 'renew-feed' }, { action: 'end-feed' }),
    ),
  }),
  'POST api/delivery/confirm': () => ({
    answers: 'holders of a secret',
    does: 'change',
    right: ({ confirmationId }) => ({ path: '/api/delivery/confirm', fields: { token: makeLinkToken('confirm', confirmationId) } }),
    wrong: form(
      '/api/delivery/confirm',
      ({ confirmationId }) => ({ token: `${confirmationId}.${'A'.repeat(43)}` }),
      ({ confirmationId }) => ({ token: makeLinkToken('stop', confirmationId) }),
    ),
    foreignForms: 'refused',
  }),
  'GET api/draft-mode/disable': () => ({
    answers: 'everyone',
    why: 'It takes a cookie away from the browser that asks, and nothing else.',
    asks: [{ path: '/api/draft-mode/disable' }],
    status: 307,
  }),
  'GET api/draft-mode/enable': () => ({
    answers: 'editors',
    asks: [{ path: '/api/draft-mode/enable?sanity-preview-secret=made-up&sanity-preview-pathname=/' }],
  }),
  'GET api/edition-keys': () => published('Anybody can check editions.', '/.well-known/chancery-keys.json', '/api/edition-keys'),
  'POST api/expire-tags': () => ({
    answers: 'nobody',
    why: 'The server around Next alone asks it.',
    asks: [
      { path: '/api/expire-tags', fields: { tags: 'x' } },
      { path: '/api/expire-tags', fields: { tags: 'x' }, headers: { authorization: 'Bearer undefined' } },
    ],
  }),
  'POST api/follow': () => ({
    answers: 'its reader',
    changes: form('/api/follow', ...same({ kind: 'topic', key: 'production' }, { kind: 'sheet', key: SHEET, action: 'unfollow' })),
  }),
  'GET api/follow': (origin) => ({
    answers: 'its reader',
    changes: [() => ({ path: '/api/follow', headers: { cookie: `${cookiePrefix(origin)}follow=${WISH}` } })],
  }),
  'POST api/follows': () => ({
    answers: 'its reader',
    changes: form(
      '/api/follows',
      ({ followId: id }) => ({ id, action: 'change', pace: 'weekly', weight: '3', threshold: '', amount: '', series: '' }),
      ({ followId: id }) => ({ id, action: 'stop' }),
      ({ stoppedId: id }) => ({ id, action: 'undo' }),
    ),
  }),
  'GET api/my-data': () => ({
    answers: 'its reader',
    shows: [() => ({ path: '/api/my-data?as=json' }), () => ({ path: '/api/my-data?as=html' })],
  }),
  'POST api/my-data': () => ({ answers: 'its reader', changes: form('/api/my-data', ...same({ action: 'delete' })) }),
  'POST api/my-page': () => ({
    answers: 'its reader',
    changes: form(
      '/api/my-page',
      (person) => ({ ...ofPage(person), action: 'rename', name: 'Taken' }),
      (person) => ({ ...ofPage(person), action: 'remove', block: 'saved' }),
      (person) => ({ ...ofPage(person), action: 'keep', kind: 'countries', item: 'country-peru' }),
      (person) => ({ ...ofPage(person), action: 'undo' }),
      (person) => ({ ...ofPage(person), action: 'new-page', name: 'New' }),
      ({ otherPageId }) => ({ page: otherPageId, revision: '1', action: 'remove-page' }),
    ),
  }),
  'GET api/notes': () => ({ answers: 'its reader', shows: [() => ({ path: `/api/notes?sheet=${SHEET}&lang=en` })] }),
  'POST api/notes': () => ({
    answers: 'its reader',
    changes: [
      ...form(
        '/api/notes',
        ({ noteId }) => ({ action: 'change', note: noteId, revision: '1', text: 'Taken' }),
        ({ noteId }) => ({ action: 'remove', note: noteId }),
        ...same({ action: 'add', figure: VALUE.split('/').at(-1) ?? '', text: 'New' }),
      ),
      ({ noteId }) => ({
        path: '/api/notes',
        fields: { action: 'change', note: noteId, revision: '1', text: 'Taken' },
        headers: { accept: 'application/json' },
      }),
    ],
  }),
  'GET api/oembed': (origin) =>
    published(
      'It says how a published figure is embedded.',
      `/api/oembed?url=${encodeURIComponent(`${origin}/indicators/coca-cultivation/peru`)}`,
    ),
  'POST api/openid': () => ({
    answers: 'everyone',
    why: 'Strangers sign in by it; what was typed stays in their own browser.',
    asks: [{ path: '/api/openid', fields: { identifier: 'no issuer at all' } }],
    status: 303,
    foreignForms: 'refused',
  }),
  'GET api/openid/client/[...document]': () => ({
    answers: 'everyone',
    why: 'Issuers read of the site; there is nothing where it is not https.',
    asks: [{ path: '/api/openid/client/i-0123456789abcdef' }],
    status: 404,
  }),
  'GET api/openid/keys': () => published('Issuers check by these public keys what the site signed.', '/api/openid/keys'),
  'GET api/own-words': () => published('Words of the interface.', '/api/own-words?lang=es'),
  'GET api/reading': () => ({ answers: 'its reader', shows: [() => ({ path: `/api/reading?sheet=${SHEET}` })] }),
  'POST api/reading': () => ({
    answers: 'its reader',
    changes: form(
      '/api/reading',
      ...same({ action: 'seen', sheet: SHEET, edition: '1' }, { action: 'mark-read', sheet: SHEET, revision: 'another' }),
      ...same({ action: 'read', sheet: SHEET }, { action: 'keep-all' }, { action: 'keep-followed' }),
    ),
  }),
  'POST api/recovery': () => ({
    answers: 'holders of a secret',
    does: 'change',
    right: ({ recoveryId }) => ({ path: '/api/recovery', fields: { action: 'return', token: makeLinkToken('recover', recoveryId) } }),
    wrong: form(
      '/api/recovery',
      ({ recoveryId }) => ({ action: 'return', token: `${recoveryId}.${'A'.repeat(43)}` }),
      ({ recoveryId }) => ({ action: 'return', token: makeLinkToken('confirm', recoveryId) }),
    ),
    foreignForms: 'refused',
  }),
  'POST api/reports': () => ({
    answers: 'everyone',
    why: 'Visitors report errors without saying who they are.',
    asks: [{ path: '/api/reports', fields: { observation: VALUE.split('/').at(-1) ?? '', lang: 'en', problem: '' } }],
    status: 422,
    foreignForms: 'refused',
  }),
  'POST api/sessions': () => ({
    answers: 'its reader',
    changes: form('/api/sessions', ({ otherSessionId }) => ({ session: otherSessionId }), ...same({ session: 'others' })),
  }),
  'GET api/suggest': () => published('Titles of published sheets.', '/api/suggest?q=per&lang=en'),
  'GET api/unsubscribe/[token]': () => ({
    answers: 'everyone',
    why: 'It leads to the page that asks first, whatever the token.',
    asks: [{ path: '/api/unsubscribe/made-up' }],
    status: 303,
  }),
  'POST api/unsubscribe/[token]': () => ({
    answers: 'holders of a secret',
    does: 'change',
    right: ({ mailId }) => ({
      path: `/api/unsubscribe/${makeLinkToken('stop', mailId)}`,
      fields: { 'List-Unsubscribe': 'One-Click' },
    }),
    wrong: [`.${'A'.repeat(43)}`, ''].map((end) => ({ mailId }: MarkedPerson) => ({
      path: `/api/unsubscribe/${mailId}${end}`,
      fields: { 'List-Unsubscribe': 'One-Click' },
    })),
    foreignForms: 'taken',
  }),
  'GET api/verify': () => ({
    answers: 'everyone',
    why: 'Anybody can check an edition.',
    asks: [{ path: '/api/verify?edition=/fact-sheets/peru/editions/1' }],
    status: 303,
  }),
  'POST api/verify': () => ({
    answers: 'everyone',
    why: 'Anybody can check an edition.',
    asks: [{ path: '/api/verify', fields: { text: 'no edition' } }],
    status: 303,
    foreignForms: 'taken',
  }),
  'GET feeds/mine/[secret]': () => ({
    answers: 'holders of a secret',
    does: 'show',
    right: ({ feedSecret }) => ({ path: `/feeds/mine/${feedSecret}` }),
    wrong: [
      ({ feedSecret }) => ({ path: `/feeds/mine/${feedSecret.slice(1)}A` }),
      ({ id }) => ({ path: `/feeds/mine/${id}` }),
      () => ({ path: `/feeds/mine/${'A'.repeat(43)}` }),
    ],
  }),
  ...Object.fromEntries(
    Object.entries({
      'fact-sheets/[slug]/card.png': '/fact-sheets/peru/card.png',
      'fact-sheets/[slug]/cite/[ending]': '/fact-sheets/peru/cite.bib',
      'fact-sheets/[slug]/compare/[a]/[b]/json': '/fact-sheets/lebanon/compare/1/2.json',
      'fact-sheets/[slug]/editions/[number]/cite/[ending]': '/fact-sheets/peru/editions/1/cite.json',
      'fact-sheets/[slug]/editions/[number]/json': '/fact-sheets/peru/editions/1.json',
      'fact-sheets/[slug]/editions/[number]/md': '/fact-sheets/peru/editions/1.md',
      'fact-sheets/[slug]/md': '/fact-sheets/peru.md',
      'fact-sheets/[slug]/in/[written]/card.png': '/ar/fact-sheets/peru/in/en/card.png',
      'fact-sheets/[slug]/in/[written]/cite/[ending]': '/ar/fact-sheets/peru/in/en/cite.bib',
      'fact-sheets/[slug]/in/[written]/compare/[a]/[b]/json': '/ar/fact-sheets/lebanon/in/en/compare/1/2.json',
      'fact-sheets/[slug]/in/[written]/editions/[number]/cite/[ending]': '/ar/fact-sheets/peru/in/en/editions/1/cite.json',
      'fact-sheets/[slug]/in/[written]/editions/[number]/json': '/ar/fact-sheets/peru/in/en/editions/1.json',
      'fact-sheets/[slug]/in/[written]/editions/[number]/md': '/ar/fact-sheets/peru/in/en/editions/1.md',
      'fact-sheets/[slug]/in/[written]/md': '/ar/fact-sheets/peru/in/en.md',
      [`${FIGURE}/card.png`]: '/indicators/coca-cultivation/peru/card.png',
      [`${FIGURE}/cite/[observation]/[ending]`]: `${VALUE}.bib`,
      [`${FIGURE}/csv`]: '/indicators/coca-cultivation/peru.csv',
      [`${FIGURE}/json`]: '/indicators/coca-cultivation/peru.json',
    }).map(([route, path]) => [`GET ${READING}/${route}`, () => published('What is published, as a file.', path)]),
  ),
}
