import { expect, test } from 'vitest'
import { ChangeClock } from '#lib/server/change-clock.ts'
import { bytesOf, makeReady, type ReadyBytes } from '#lib/server/ready-bytes.ts'
import { ReadyPages } from '#lib/server/ready-pages.ts'

const ROUNDS = 600

/** A clock that has stopped: what the pages would be without one. */
class StoppedClock extends ChangeClock {
  override hasChanged(): boolean {
    return false
  }
}

const versionIn = (ready: ReadyBytes) => Number(bytesOf(ready, 'identity').toString())
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate)
}

/** Publishes while a page is rendered, over and over, at every point of the render in turn, and counts the answers begun after a
 *  publish had been answered that showed what was there before it. Answers given through an old render or from an old entry alike. */
async function countStale(clock: ChangeClock): Promise<number> {
  let published = 0
  const pages = new ReadyPages(
    // Reads the content first and takes its time to make a page of it, as Next does.
    async () => {
      await turns(1)
      const read = published
      await turns(3)
      return {
        kind: 'page',
        ready: await makeReady(Buffer.from(String(read)), { contentType: 'text/html', headers: {}, isCompressible: false }),
        tags: new Set(['s1:sheet']),
      }
    },
    clock,
    { bytesMax: 1_000_000 },
  )
  const publish = async () => {
    published += 1
    await turns(1)
    clock.advance(['s1:sheet'])
    pages.drop(['s1:sheet'])
    return published
  }
  const showsOld = async (least: number) => {
    const found = await pages.find('/fact-sheets/peru')
    return found.kind !== 'page' || versionIn(found.ready) < least
  }

  let stale = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    // Nothing is held at first, so this one renders, and the publish falls somewhere into that render.
    pages.drop(['s1:sheet'])
    const begunBefore = pages.find('/fact-sheets/peru')
    await turns(Math.floor(round / 2) % 6)
    const least = await publish()
    // In every second round somebody asks while the old render still runs; in the others it ends, and may be kept, first.
    const atOnce = round % 2 === 0 && showsOld(least)
    await begunBefore
    if ((await atOnce) || (await showsOld(least))) stale += 1
  }
  return stale
}

test('No answer begun after a publish shows what was there before it, wherever in a render the publish falls', async () => {
  expect(await countStale(new ChangeClock())).toBe(0)
})

test('It is the change clock that sees to it', async () => {
  expect(await countStale(new StoppedClock())).toBeGreaterThan(ROUNDS / 10)
})
