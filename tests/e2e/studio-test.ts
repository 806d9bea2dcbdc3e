import { expect as baseExpect, test as base } from '#tests/support/playwright.ts'

/** The first load of the Studio on a busy machine. */
export const OPEN_MS_MAX = 120_000

/** Waits as long as it may take on a busy machine until what is typed in a form is in the lake, and from there with whoever looks on. */
export const expect = baseExpect.configure({ timeout: 30_000 })

/** The test of every browser, in the Studio: what its packages say of themselves in the console is no complaint. */
export const test = base.extend({
  watch: async ({ watch }, use) => {
    // The Studio's own client for presence says goodbye on a socket that the browser has closed, when a page is left.
    watch.allow(/^WebSocket is already in CLOSING or CLOSED state/)
    // A preview was read when an event of before was still on its way; the Studio leaves that out.
    watch.allow(/^Document out of sync, skipping mutation/)
    // A busy machine: the Studio measures how long it takes itself.
    watch.allow(/^Custom validator at \w+ has taken more than/)
    watch.allow(/^Failed to resolve initial value for template/)
    await use(watch)
  },
})

/** All of a document but what each transaction alters. */
export function contentOf(document: object | undefined): Record<string, unknown> {
  if (!document) throw new Error('There is no such document.')
  return Object.fromEntries(Object.entries(document).filter(([name]) => !/^_(id|rev|updatedAt|createdAt|system)$/.test(name)))
}
