import { Agent, request } from 'node:http'
import autocannon from 'autocannon'
import { median } from './statistics.ts'
import type { Subject } from './subject.ts'

/** What a subject did under load, medians over the rounds. */
export interface Load {
  readonly requestsPerSecond: number
  readonly p99Ms: number
  readonly firstByteMs: number
}

export interface LoadPlan {
  readonly rounds: number
  readonly seconds: number
  readonly connections: number
  readonly firstBytes: number
}

/** Measures `subjects` in turn, round by round, so that whatever else the machine does hits all of them alike. */
export async function measureLoad(subjects: readonly Subject[], plan: LoadPlan): Promise<ReadonlyMap<string, Load>> {
  const samples = new Map(subjects.map(({ name }) => [name, { rates: [] as number[], p99s: [] as number[], firstBytes: [] as number[] }]))
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const { name, url, cookie } of subjects) {
      const sample = samples.get(name)
      const result = await autocannon({
        url,
        connections: plan.connections,
        duration: plan.seconds,
        headers: headersOf(cookie),
      })
      if (result.non2xx + result.errors > 0) throw new Error(`${name} failed ${result.non2xx + result.errors} requests.`)
      sample?.rates.push(result.requests.average)
      sample?.p99s.push(result.latency.p99)
    }
    for (let turn = 0; turn < plan.firstBytes; turn += 1) {
      for (const { name, url, cookie } of subjects) samples.get(name)?.firstBytes.push(await firstByteMs(url, cookie))
    }
  }
  return new Map(
    Array.from(samples, ([name, { rates, p99s, firstBytes }]) => [
      name,
      { requestsPerSecond: median(rates), p99Ms: median(p99s), firstByteMs: median(firstBytes) },
    ]),
  )
}

const headersOf = (cookie?: string) => ({ 'accept-encoding': 'gzip', ...(cookie !== undefined && { cookie }) })

const agent = new Agent({ keepAlive: true })

/** From the request to the first byte of the answer, on a connection that is open. */
function firstByteMs(url: string, cookie?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const outgoing = request(url, { agent, headers: headersOf(cookie) }, (incoming) => {
      const ms = performance.now() - begun
      incoming.once('end', () => resolve(ms)).resume()
    })
    outgoing.once('error', reject).end()
  })
}
