import type { Browser } from '@playwright/test'
import type { SanityClient } from '@sanity/client'

/** Milliseconds from the call to publish, one of each a publish. */
export interface PublishTimes {
  /** To the first answer with the change. */
  readonly visible: readonly number[]
  /** To the notice in a page that lies open in a browser. */
  readonly noticed: readonly number[]
  /** Answers begun after the publish had been answered, and without the change. */
  readonly stale: number
}

const ID = 'fact-sheet-peru'

/** Publishes `times` times as the Studio does, with a page open and one visitor who asks as soon as the publish is answered. */
export async function measurePublishing(browser: Browser, content: SanityClient, url: string, times: number): Promise<PublishTimes> {
  const page = await browser.newPage()
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => {
      new MutationObserver(() => {
        const button = document.querySelector('[role=status] button')
        if (button && document.body.dataset['noticed'] === undefined) document.body.dataset['noticed'] = String(Date.now())
      }).observe(document.body, { childList: true, subtree: true })
    })
  })
  const stream = page.waitForResponse((response) => new URL(response.url()).pathname === '/changes')
  await page.goto(url)
  await stream

  const visible: number[] = []
  const noticed: number[] = []
  let stale = 0
  for (let turn = 0; turn < times; turn += 1) {
    const title = `Peru, state ${turn}`
    await content.action({ actionType: 'sanity.action.document.edit', draftId: `drafts.${ID}`, publishedId: ID, patch: { set: { title } } })
    const begun = Date.now()
    await content.action({ actionType: 'sanity.action.document.publish', draftId: `drafts.${ID}`, publishedId: ID })
    while (!(await (await fetch(url)).text()).includes(title)) stale += 1
    visible.push(Date.now() - begun)
    await page.waitForFunction(() => document.body.dataset['noticed'] !== undefined, undefined, { polling: 10 })
    noticed.push(Number(await page.evaluate(() => document.body.dataset['noticed'])) - begun)
    await page.getByRole('button', { name: 'Show the change' }).click()
    await page.getByRole('heading', { name: title }).waitFor()
    await page.evaluate(() => delete document.body.dataset['noticed'])
  }
  await page.close()
  return { visible, noticed, stale }
}
