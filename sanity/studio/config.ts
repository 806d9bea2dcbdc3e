import { visionTool } from '@sanity/vision'
import { createClient, type ClientConfig } from '@sanity/client'
import { defineConfig, type WorkspaceOptions } from 'sanity'
import { presentationTool } from 'sanity/presentation'
import { structureTool } from 'sanity/structure'
import { schemaTypes } from '../schema/types.ts'
import { OwnInput } from './inputs.tsx'
import { createMuxFetch } from './mux.ts'
import { ownOriginFetch, ownOriginSocket } from './own-origin.ts'
import { locations, mainDocuments } from './presentation.ts'
import { actionsFor, templatesFor } from './document-actions.ts'
import { createPatientFetch } from './session-end.ts'
import { signInDialog } from './sign-in-dialog.ts'
import { structure } from './structure.ts'

const PROJECT = 'local'
const STUDIO_PATH = '/studio'
/** The newest API that Vision offers; what the client of 6.15 speaks. */
const VISION_API_VERSION = 'v2025-02-19'

/** A project of hosted Sanity, as the Studio is told of it. */
export interface HostedProject {
  readonly projectId: string
  readonly dataset: string
}

/** The Studio of the site at `origin`, made in the browser, once. Its content is in the lake at `/lake`, or in `hosted`: then editors sign in
 *  with Sanity, and everything is asked of the project itself. */
export function createStudioConfig(origin: string, hosted: HostedProject | null = null) {
  return defineConfig({
    title: 'Chancery',
    basePath: STUDIO_PATH,
    plugins: [
      structureTool({ structure, title: 'Content' }),
      presentationTool({
        title: 'Preview',
        previewUrl: {
          initial: `${origin}/`,
          previewMode: { enable: '/api/draft-mode/enable', disable: '/api/draft-mode/disable', shareAccess: false },
        },
        resolve: { locations, mainDocuments },
      }),
      visionTool({ title: 'Query', defaultApiVersion: VISION_API_VERSION, defaultDataset: hosted?.dataset ?? 'production' }),
    ],
    schema: { types: schemaTypes, templates: templatesFor },
    form: { components: { input: OwnInput } },
    ...(hosted ? { ...hosted, document: { actions: actionsFor } } : onLake(origin)),
  })
}

/** What makes the Studio speak to the lake of this site, and to nobody else. */
function onLake(origin: string) {
  const studioFetch = createPatientFetch({ origin, fetch: createMuxFetch({ origin }), signInAgain: signInDialog })
  const resolveFetch = () => studioFetch
  // For the one client that is not made below.
  const own = { origin, projectId: PROJECT }
  globalThis.fetch = ownOriginFetch(own, studioFetch)
  globalThis.WebSocket = ownOriginSocket(own, globalThis.WebSocket)
  return {
    projectId: PROJECT,
    dataset: 'production',
    // Relative here and absolute below: the embedded Sanity SDK makes a client of its own from this one, and asks our origin only so.
    apiHost: '/lake',
    unstable_clientFactory: (options: ClientConfig) =>
      createClient({
        ...options,
        apiHost: `${origin}/lake`,
        // oxlint-disable-next-line typescript/no-deprecated -- The only way to keep the Studio on our own origin.
        useProjectHostname: false,
        useCdn: false,
        withCredentials: true,
        // What waits for its editor to sign in again waits as long as that takes.
        timeout: 0,
        resolveFetch,
      }),
    auth: {
      loginMethod: 'cookie',
      redirectOnSingle: false,
      providers: [{ name: 'site', title: 'the site’s own sign-in', url: `${origin}/sign-in?callbackUrl=${STUDIO_PATH}` }],
    },
    document: { actions: actionsFor, comments: { enabled: true } },
    releases: { enabled: true },
    scheduledDrafts: { enabled: true },
    tasks: { enabled: true },
    // The older kind of schedule, kept outside the lake, and news of Sanity's own.
    scheduledPublishing: { enabled: false },
    announcements: { enabled: false },
  } satisfies Partial<WorkspaceOptions>
}
