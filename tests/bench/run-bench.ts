import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { administratorClient } from '../support/administrator-client.ts'
import { startSite } from '../support/site.ts'
import { startBareNext } from './bare-next.ts'
import { measureColdView } from './cold-view.ts'
import { measureLoad } from './load.ts'
import { measurePublishing } from './publish-to-visible.ts'
import { startStatic } from './static-server.ts'
import { median, quantile } from './statistics.ts'
import type { Subject } from './subject.ts'

const root = join(import.meta.dirname, '../..')
const SYSTEM_CHROMIUM = '/usr/bin/chromium'
const PLAN = { rounds: 5, seconds: 4, connections: 16, firstBytes: 100 }
const PUBLISHES = 50

/** Measures the sheet against the same HTML from a static server and against a bare Next page of the same text, all in one run, and
 *  prints ratios: a machine's own speed is nobody's result. */
export async function runBench(say: (line: string) => void): Promise<void> {
  const stops: (() => Promise<void>)[] = []
  try {
    say('Starting the site…')
    const site = await startSite({ startMsMax: 600_000 })
    stops.push(() => site.stop())
    const url = `${site.origin}/fact-sheets/peru`
    const html = await (await fetch(url)).text()

    await mkdir(join(root, '.build'), { recursive: true })
    const directory = await mkdtemp(join(root, '.build/bench-'))
    stops.push(() => rm(directory, { recursive: true, force: true }))
    say('Building the bare Next page…')
    const ours: Subject = { name: 'ours', url, stop: async () => {} }
    const bare = await startBareNext(paragraphsOf(html), root, join(directory, 'next'))
    stops.push(() => bare.stop())
    const still = await startStatic(html, directory)
    stops.push(() => still.stop())

    say(`Under load, ${PLAN.rounds} rounds of ${PLAN.seconds} s each in turn…`)
    const load = await measureLoad([ours, still, bare], PLAN)
    say('')
    say(`${PLAN.connections} connections    requests/s      p99 ms   first byte ms`)
    for (const [name, { requestsPerSecond, p99Ms, firstByteMs }] of load) {
      say(`${name.padEnd(16)}${format(requestsPerSecond, 0)}${format(p99Ms, 2)}${format(firstByteMs, 2)}`)
    }
    const of = (name: string) => load.get(name) ?? { requestsPerSecond: Number.NaN, p99Ms: Number.NaN, firstByteMs: Number.NaN }
    const [mine, theirs, next] = [of('ours'), of(still.name), of(bare.name)]
    say('')
    ratio(say, `throughput, of ${still.name}'s`, mine.requestsPerSecond / theirs.requestsPerSecond, 'goal 0.5 or more, never under 0.3')
    ratio(say, "throughput, of bare Next's", mine.requestsPerSecond / next.requestsPerSecond, 'goal 8 or more')
    ratio(say, `p99, of ${still.name}'s`, mine.p99Ms / theirs.p99Ms, 'goal 3 or less')
    ratio(say, `first byte, of ${still.name}'s`, mine.firstByteMs / theirs.firstByteMs, 'goal 3 or less')

    const browser = await chromium.launch({
      ...(existsSync(SYSTEM_CHROMIUM) && { executablePath: SYSTEM_CHROMIUM }),
      args: ['--no-sandbox', '--disable-gpu'],
    })
    stops.push(() => browser.close())
    const [cold, bareCold] = [await measureColdView(browser, url), await measureColdView(browser, bare.url)]
    say('')
    say(
      `A cold view of the sheet: ${cold.bytes} bytes in ${cold.requests} requests; of the bare Next page: ${bareCold.bytes} in ${bareCold.requests}.`,
    )
    ratio(say, "bytes, of bare Next's", cold.bytes / bareCold.bytes, 'goal: at most 25 KB')
    ratio(say, "requests, of bare Next's", cold.requests / bareCold.requests, 'goal: at most 4')

    say('')
    say(`Publishing ${PUBLISHES} times…`)
    const { visible, noticed, stale } = await measurePublishing(browser, await administratorClient(site), url, PUBLISHES)
    say(`publish to visible  p50 ${median(visible)} ms, p95 ${quantile(visible, 0.95)} ms (goal p95 500 ms); old answers: ${stale}`)
    say(`publish to notice   p50 ${median(noticed)} ms, p95 ${quantile(noticed, 0.95)} ms (goal p95 1000 ms)`)
  } finally {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop()
  }
}

function ratio(say: (line: string) => void, what: string, value: number, goal: string) {
  say(`${what.padEnd(28)}${format(value, 2)}   (${goal})`)
}

function format(value: number, digits: number): string {
  return value.toFixed(digits).padStart(12)
}

/** The text of the page, block by block. */
function paragraphsOf(html: string): string[] {
  const main = /<main[^>]*>([^]*)<\/main>/.exec(html)?.[1] ?? ''
  return main
    .split(/<\/(?:p|li|h1|h2|h3)>/)
    .map((part) => part.replaceAll(/<[^>]*>/g, '').trim())
    .filter((text) => text !== '')
}
