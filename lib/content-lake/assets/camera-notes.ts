import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { CameraNotes } from './image-exif.ts'

/** The longest notes that are looked at, bytes. JPEG can't have more than 64 KiB. */
const longestBlock = 256 * 1024
/** How long reading them may take, milliseconds, and how much memory, megabytes. */
const patience = 3_000
const memory = 64

/** What is kept of the EXIF notes `block`, read in a thread of its own: what it takes is bounded, and nobody else waits for it. Notes that can't be
 *  read are none: they say nothing of the picture itself. */
export async function readCameraNotes(block: Buffer | undefined): Promise<CameraNotes> {
  const none = { exif: {}, image: {} }
  if (!block || block.length > longestBlock) return none
  const worker = new Worker(new URL('./exif-worker.ts', import.meta.url), {
    workerData: new Uint8Array(block),
    resourceLimits: { maxOldGenerationSizeMb: memory },
  })
  try {
    const [notes]: CameraNotes[] = await once(worker, 'message', { signal: AbortSignal.timeout(patience) })
    return notes ?? none
  } catch {
    return none
  } finally {
    await worker.terminate()
  }
}
