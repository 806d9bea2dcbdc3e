import { test as base, type BrowserContext, type BrowserContextOptions, expect, type Page } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import { administratorClient } from './administrator-client.ts'
import { BrowserWatch } from './browser-watch.ts'
import { type SignedIn, signInByDatabase } from './people.ts'
import { type Site, startSite } from './site.ts'

interface WorkerFixtures {
  /** The built site, one a worker, with its own data. */
  readonly site: Site
  /** The real client as an editor, for documents that a test needs. Not for tests of the lake itself. */
  readonly content: SanityClient
}

interface TestFixtures {
  readonly watch: BrowserWatch
  /** A browser of its own for one more visitor: no cookies, closed after the test. */
  readonly visitor: (options?: BrowserContextOptions & { readonly signedIn?: SignedIn }) => Promise<Page>
  /** A browser in which a new person without roles is signed in. */
  readonly reader: (name?: string) => Promise<Page>
  /** A browser in which a new editor is signed in. */
  readonly editor: (name?: string) => Promise<Page>
  /** Edits a published document by its draft and publishes it, as the Studio does; resolves when the lake has answered. */
  readonly publish: (id: string, patch: { readonly set: Readonly<Record<string, unknown>> }) => Promise<void>
}

/** Playwright's test, on a site of its own; what a page may not do fails the test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  site: [
    async ({}, use) => {
      const site = await startSite()
      await use(site)
      await site.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  content: [
    async ({ site }, use) => {
      await use(await administratorClient(site))
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ site }, use) => {
    await use(site.origin)
  },

  watch: async ({ site }, use, testInfo) => {
    const watch = new BrowserWatch([site.origin, site.origin.replace('http', 'ws'), site.providerOrigin])
    await use(watch)
    const complaints = watch.complaints()
    if (testInfo.status !== testInfo.expectedStatus || complaints.length > 0) {
      await testInfo.attach('site.log', { body: site.log(), contentType: 'text/plain' })
    }
    expect(complaints, 'errors in the browser, and requests to other hosts').toEqual([])
  },

  context: async ({ context, watch }, use) => {
    watch.watch(context)
    await use(context)
  },

  visitor: async ({ browser, site, watch }, use) => {
    const contexts: BrowserContext[] = []
    await use(async ({ signedIn, ...options } = {}) => {
      const context = await browser.newContext({ baseURL: site.origin, ...options })
      contexts.push(context)
      watch.watch(context)
      if (signedIn) await context.addCookies([{ ...signedIn.cookie, url: site.origin, httpOnly: true, sameSite: 'Lax' }])
      return context.newPage()
    })
    await Promise.all(contexts.map((context) => context.close()))
  },

  reader: async ({ site, visitor }, use) => {
    await use(async (name = 'Rosa Reader') => visitor({ signedIn: await signInByDatabase(site.databaseUrl(), site.origin, name) }))
  },

  editor: async ({ site, visitor }, use) => {
    await use(async (name = 'Edith Editor') =>
      visitor({ signedIn: await signInByDatabase(site.databaseUrl(), site.origin, name, ['editor']) }),
    )
  },

  publish: async ({ content }, use) => {
    await use(async (id, { set }) => {
      await content.action([
        { actionType: 'sanity.action.document.edit', draftId: `drafts.${id}`, publishedId: id, patch: { set: { ...set } } },
        { actionType: 'sanity.action.document.publish', draftId: `drafts.${id}`, publishedId: id },
      ])
    })
  },
})

export { expect }
