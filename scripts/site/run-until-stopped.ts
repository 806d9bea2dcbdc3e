import { StartRefused } from '#lib/env.ts'
import type { Start } from './start.ts'
import { stopWhenAsked } from './stop-when-asked.ts'

/** A hung reply or database must not hold the terminal for ever. */
const STOP_MS_MAX = 20_000

/** Starts by `begin`, and ends the process when it is asked to, after everything that was opened has been closed. */
export async function runUntilStopped(begin: (start: Start) => Promise<void>): Promise<void> {
  // Whoever listened may be gone (`npm start | head`): that must not break off a stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

  const closing: (() => Promise<void>)[] = []
  let isStopping = false

  /** Closes what was opened, the last first. */
  async function closeAll(): Promise<void> {
    for (let close = closing.pop(); close; close = closing.pop()) {
      await close().catch((error: unknown) => console.error(error))
    }
  }

  stopWhenAsked(async (reason) => {
    isStopping = true
    console.info(`\n${reason} Stopping.`)
    setTimeout(() => {
      console.error('Something did not end in time; leaving it. Nothing that was acknowledged is lost.')
      process.exit(1)
    }, STOP_MS_MAX).unref()
    await closeAll()
    process.exit(0)
  })

  try {
    // Each part says how it is closed as soon as it is there, so that a stop in the middle of a start leaves nothing behind.
    await begin({
      dev: process.argv.includes('--dev'),
      say: (line) => console.info(line),
      whenStopping: (close) => void closing.push(close),
    })
  } catch (error) {
    if (isStopping) return
    console.error(error instanceof StartRefused ? error.message : error)
    await closeAll()
    process.exit(1)
  }
}
