import { createServer } from 'node:net'
import { StartRefused } from '#lib/env.ts'

/** Checks, before anything else is done, that `port` can be listened on.
 *  @param setting the name of the setting that says which port, for the sentence
 *  @throws {StartRefused} `port` */
export async function requireFreePort(port: number, host: string, setting: string): Promise<void> {
  const probe = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject)
      probe.listen({ port, host }, resolve)
    })
  } catch (error) {
    throw portRefused(error, port, host, setting)
  }
  await new Promise((resolve) => probe.close(resolve))
}

/** Whether `error` says that a port cannot be listened on. */
export function isListenError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen'
}

/** The sentence for an `error` of listening. */
export function portRefused(error: unknown, port: number, host: string, setting: string): StartRefused {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new StartRefused('port', `Port ${port} is in use by another program: stop that one, or set ${setting} to another port.`, error)
  if (code === 'EACCES')
    return new StartRefused('port', `This user may not listen on port ${port}: set ${setting} to one above 1023.`, error)
  return new StartRefused(
    'port',
    `The site cannot listen on ${host}, port ${port} (${String(code)}): set HOST to an address of this machine.`,
    error,
  )
}
