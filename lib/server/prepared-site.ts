import { Server } from 'node:http'
import { join } from 'node:path'
import next from 'next'
import { mayPreview } from '#lib/auth/session.ts'
import type { Lake } from '#lib/content-lake/settings.ts'
import { hostedContent, siteOrigin, type Environment } from '#lib/env.ts'
import { Jobs, type JobsSettings } from '#lib/jobs/jobs.ts'
import { processRecord } from '#lib/render-record.ts'
import type { DataSource } from './data-answers.ts'
import { DevelopmentSite } from './development-site.ts'
import type { Answering } from './http-server.ts'
import type { NodeHandler } from './inner-request.ts'
import type { OwnState } from './own-pages.ts'
import { hostedElsewhere } from './policies.ts'
import { guardPreviews } from './previews.ts'
import { createFormRender } from './render-form.ts'
import { Site } from './site.ts'

/** What a site is told once. */
export interface SiteSettings {
  readonly environment: Environment
  readonly lake: Lake
  /** The key of the dataset that the pages are made from. */
  readonly dataset: string
  /** The bearer token by which the site's own pages read from the lake: a viewer's. */
  readonly viewerToken?: string
  /** The bearer token by which visitors' reports are written: a contributor's. */
  readonly reportToken?: string
  /** What follows from changes of the content, which begins with the server. Absent where the content is kept elsewhere: nothing is known of it
   *  but that it changed. */
  readonly jobs?: Omit<JobsSettings, 'dataset'>
  /** What the site gives to programs. */
  readonly data?: DataSource
  /** Who sent a Cookie header, and in which state everything of theirs is. */
  readonly ownStateOf?: (cookies: string) => Promise<OwnState | null>
  /** Where what was at a path before is now. */
  readonly findMoved?: (path: string) => Promise<string | null>
  /** Pages and scripts are compiled as they are asked for, and reload. */
  readonly dev: boolean
  /** Whether whoever asks may take an encoding; yes, if absent. */
  readonly encodes?: boolean
  /** The project's directory, where `app` and `.next` are. */
  readonly directory: string
}

/** A site that can answer, and does not listen yet. */
export interface PreparedSite {
  readonly origin: string
  readonly site: Answering
  /** Takes the upgrades that are for Next, which only a site that is worked on has. */
  readonly nextUpgrades: Server
  /** Hears no more changes, and ends its event streams. `end` is to be called after the last answer. */
  readonly close: (end: () => Promise<void>) => Promise<void>
}

/** Next, what follows from changes, and the site around both, in this process. */
export async function prepareSite(settings: SiteSettings): Promise<PreparedSite> {
  const { environment, lake, dev, directory, data, findMoved, ownStateOf } = settings
  const hosted = hostedContent(environment)
  const record = processRecord()
  record.lake = (request) => lake.handle(request)
  record.authors = { forget: (id) => lake.forget(id), join: (id, other) => lake.join(id, other), keptOf: (id) => lake.keptOf(id) }
  record.viewerToken = settings.viewerToken
  record.reportToken = settings.reportToken

  // Next would take the upgrades of whatever server its first request came from; it is given one of its own that never listens.
  const nextUpgrades = new Server()
  const origin = siteOrigin(environment)
  const app = next({
    dev,
    dir: directory,
    hostname: new URL(origin).hostname,
    port: environment.PORT,
    httpServer: nextUpgrades,
    customServer: true,
  })
  await app.prepare()
  const handleByNext: NodeHandler = app.getRequestHandler()

  record.renderForm = createFormRender(handleByNext, origin)

  const jobs = settings.jobs && (await Jobs.start({ ...settings.jobs, dataset: settings.dataset }))
  const unguarded: Answering = dev
    ? new DevelopmentSite({ origin, lake, handleByNext, ...(data && { data }), ...(findMoved && { findMoved }), ...(jobs && { jobs }) })
    : await Site.open({
        origin,
        lake,
        dataset: settings.dataset,
        ...(jobs && { jobs }),
        handleByNext,
        ...(data && { data }),
        ...(findMoved && { findMoved }),
        ...(ownStateOf && { ownStateOf }),
        builtDirectory: join(directory, '.next', 'static'),
        givenDirectory: join(directory, 'public'),
        isIndexed: environment.INDEXING === 'on',
        encodes: settings.encodes ?? true,
        ...(hosted && { elsewhere: hostedElsewhere(hosted.projectId) }),
      })
  // Editors of hosted Sanity are not known here: who may see drafts there showed a secret of the Studio's once, for a cookie that can't be guessed.
  const site = hosted ? unguarded : guardPreviews(unguarded, mayPreview)
  return {
    origin,
    site,
    nextUpgrades,
    async close(end) {
      site.close()
      await end()
      await jobs?.close()
      await app.close()
    },
  }
}
