// Who may import whom. The folder tree is the architecture diagram: imports go downwards only, and what is not listed
// here is forbidden. A new room gets a row, with a sentence that says where else the thing wanted may be had.

/** Room, what it may import (as patterns of paths), and what to do instead. A room always may import from itself. */
const ROOMS = [
  {
    room: 'app',
    may: [
      'components/',
      'sanity/',
      'lib/(env|render-record)\\.ts$',
      'lib/(i18n|figures|changes|auth|accounts|own-data|alerts|recovery|publishing|search|open-data)/',
    ],
    instead: 'Pages call a read of `sanity/read` or a function of `lib/accounts`; they know no tables, no server and no lake.',
  },
  {
    room: 'components',
    may: ['lib/(figures|changes|i18n)/', 'lib/open-data/lists/list-words\\.ts$'],
    mayTypes: ['sanity/', 'lib/accounts/', 'lib/own-data/', 'lib/alerts/', 'lib/recovery/', 'lib/search/', 'lib/open-data/lists/'],
    instead: 'A component gets plain props: read in the page and hand the values down.',
  },
  {
    room: 'sanity',
    may: ['lib/(env|render-record)\\.ts$', 'lib/(figures|changes|i18n)/'],
    instead: 'Content is declared and read here; what is done with it belongs to the page or to `components`.',
  },
  {
    room: 'lib/accounts',
    may: ['lib/(auth|db|changes|figures)/'],
    instead: 'What an account shows of the content is fetched by the page and handed in.',
  },
  {
    room: 'lib/own-data',
    may: ['lib/(accounts|alerts|auth|db)/'],
    instead: 'What belongs to a person is declared here, of every room that keeps rows of people; what the lake keeps is handed in.',
  },
  {
    room: 'lib/alerts',
    may: ['lib/(accounts|auth|db|publishing|search|figures|changes|i18n)/', 'lib/env\\.ts$'],
    instead: 'What is told goes by editions and what people follow; when it is told is for `lib/jobs`, and how mails go is handed in.',
  },
  {
    room: 'lib/recovery',
    may: ['lib/(alerts|auth|db|i18n)/'],
    instead: 'Who may come back is decided here; their session is opened by `lib/auth`, and their mail goes by the outbox of `lib/alerts`.',
  },
  {
    room: 'lib/publishing',
    may: ['lib/(db|figures|changes)/'],
    instead: 'Editions are made from what `lib/jobs` hands in.',
  },
  {
    room: 'lib/search',
    may: ['lib/(db|figures|i18n|publishing)/'],
    instead: 'The index is made from what `lib/jobs` hands in, and asked by pages; the content itself is read by `sanity/read`.',
  },
  {
    room: 'lib/open-data',
    may: ['lib/(publishing|figures|changes|i18n)/', 'sanity/(observation|subject)\\.ts$'],
    instead: 'Open data is a function of addresses: what it asks of the content is handed in, and who keeps its answers is `lib/server`.',
  },
  {
    room: 'lib/jobs',
    may: ['lib/(publishing|search|accounts|own-data|alerts|content-lake|db)/'],
    instead: 'A job reads the lake and calls a room; logic belongs to that room.',
  },
  {
    room: 'lib/auth',
    may: ['lib/(db|i18n|outward)/', 'lib/env\\.ts$'],
    instead: 'Who is asking is known without content: two rooms that need each other meet in a page.',
  },
  {
    room: 'lib/content-lake',
    may: [],
    instead: 'The lake is handed its settings; it knows nothing of its host. Only its `store.ts` may import `lib/db`.',
    but: { path: '^lib/content-lake/store\\.ts$', may: ['lib/db/'] },
  },
  {
    room: 'lib/server',
    may: ['lib/(content-lake|jobs|db|i18n)/', 'lib/auth/session\\.ts$', 'lib/(env|render-record)\\.ts$'],
    instead: 'The server carries requests; what runs inside Next is reached through Next or the process record.',
  },
  {
    room: 'lib/demo-provider',
    may: ['lib/env\\.ts$', 'lib/i18n/'],
    instead: 'The demonstration provider stands for a stranger: it shares no table and no code with the site.',
  },
  {
    room: 'lib/redirection',
    may: [],
    instead: 'The redirection is handed the address of a lake; it knows nothing of what answers there.',
  },
  {
    room: 'lib/site-copy',
    may: ['lib/i18n/'],
    instead: 'The copy is made from what the site answers to anybody: hand in a function that asks it.',
  },
  {
    room: 'lib/db',
    may: ['lib/env\\.ts$'],
    instead: 'Tables are declared in the room that uses them; this room knows none.',
  },
  {
    room: 'lib/figures',
    may: ['lib/i18n/'],
    mayTypes: ['lib/changes/'],
    instead: 'Figures are pure: hand the values in.',
  },
  {
    room: 'lib/changes',
    may: [],
    mayTypes: ['lib/figures/'],
    instead: 'Differences are pure: hand both states in.',
  },
  {
    room: 'lib/outward',
    may: [],
    instead: 'How the site speaks to strangers hangs on nothing of ours: hand in what is to be said.',
  },
  {
    room: 'lib/i18n',
    may: [],
    instead: 'The words of the interface depend on nothing.',
  },
  {
    room: 'lib/(env|render-record)\\.ts',
    name: 'lib-single-files',
    may: [],
    instead: 'These two files are read by every room, so they import none.',
  },
]

const OURS = '^(app|components|lib|sanity|tests|scripts)/'
/** A test may import anything, wherever it stands. */
const TEST = '\\.test\\.tsx?$'
const path = (room) => (room.endsWith('.ts') ? `^${room}$` : `^${room}/`)
const anywhere = (patterns) => patterns.map((pattern) => `^${pattern}`)

/** Everything of ours that `room` may not import is forbidden: for values, and for types where it may import more types. */
function rulesOf({ room, name = room.replaceAll('/', '-'), may, mayTypes = [], instead, but }) {
  const values = [path(room), ...anywhere(may)]
  const rule = (suffix, from, to) => ({ name: `${name}${suffix}`, comment: instead, severity: 'error', from, to })
  const from = { path: path(room), pathNot: but ? [TEST, but.path] : [TEST] }
  const rules = [
    rule('-imports', from, { path: OURS, pathNot: values, dependencyTypesNot: ['type-only'] }),
    rule('-imports-types', from, { path: OURS, pathNot: [...values, ...anywhere(mayTypes)], dependencyTypes: ['type-only'] }),
  ]
  if (but) rules.push(rule('-imports-but', { path: but.path }, { path: OURS, pathNot: [...values, ...anywhere(but.may)] }))
  return rules
}

const known = ROOMS.map(({ room }) => path(room))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...ROOMS.flatMap(rulesOf),
    {
      name: 'every-file-has-a-room',
      comment: 'A file outside the known rooms: put it into one, or give the new room a row in .dependency-cruiser.mjs.',
      severity: 'error',
      from: { path: OURS, pathNot: [...known, '^(tests|scripts)/', '^lib/[^/]+\\.test\\.ts$'] },
      to: {},
    },
    {
      name: 'nothing-imports-tests-or-scripts',
      comment: 'Tests and scripts import; they are never imported. Move what is shared into a room.',
      severity: 'error',
      from: { pathNot: ['^(tests|scripts)/', TEST, '^[^/]+$'] },
      to: { path: '^(tests|scripts)/' },
    },
    {
      name: 'schema-and-studio-do-not-read',
      comment: 'The Studio writes content; reading it for the site is `sanity/read`, which needs the server.',
      severity: 'error',
      from: { path: '^sanity/(schema|studio)/' },
      to: { path: '^sanity/read/' },
    },
    {
      name: 'only-scripts-start-the-server',
      comment: '`lib/server` stands around Next: what runs inside Next reaches it through `lib/render-record.ts`.',
      severity: 'error',
      from: { pathNot: ['^(lib/server|scripts|tests)/', TEST] },
      to: { path: '^lib/server/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or need a third that both import.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'Between rooms write `#lib/room/file.ts`, inside a room a relative path, both with the extension.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'lake-knows-no-framework',
      comment: 'The lake is a plain (Request) => Response: no Next, no React, no Studio.',
      severity: 'error',
      from: { path: '^lib/content-lake/', pathNot: TEST },
      to: { path: 'node_modules/(next|next-auth|next-sanity|react|react-dom|sanity|server-only)/' },
    },
    {
      name: 'pure-rooms',
      comment: 'No I/O, no clock, no framework here: what comes from outside is handed in.',
      severity: 'error',
      from: { path: '^lib/(figures|changes)/', pathNot: TEST },
      to: { path: 'node_modules/(next|react|react-dom|pg|server-only)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-rooms-no-node',
      comment: 'No I/O, no clock, no framework here: what comes from outside is handed in.',
      severity: 'error',
      from: { path: '^lib/(figures|changes)/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'runs-outside-next',
      comment: '`server-only` and `next-auth` throw outside Next: what the server, the lake and scripts reach must not lead to them.',
      severity: 'error',
      from: {
        path: '^(lib/(server|content-lake|db|demo-provider|jobs|accounts|own-data|alerts)|scripts)/|^lib/auth/session\\.ts$',
        pathNot: TEST,
      },
      to: { path: 'node_modules/(server-only|next-auth)/', reachable: true },
    },
    {
      name: 'no-development-packages',
      comment: 'What the site runs on is a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^(app|components|lib|sanity)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^tests/fixtures/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
}
