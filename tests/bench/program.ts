import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('No port is free.')
  return address.port
}

/** Runs a program to its end.
 *  @throws with all it said if it ends with another code than 0 */
export async function run(
  command: string,
  args: readonly string[],
  directory: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { ended, said } = launch(command, args, directory, environment)
  const code = await ended
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${said()}`)
}

/** Runs a program until `stop`, once `url` answers. */
export async function serve(
  command: string,
  args: readonly string[],
  directory: string,
  url: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<() => Promise<void>> {
  const { child, ended, said } = launch(command, args, directory, environment)
  const stop = async () => {
    child.kill()
    await ended
  }
  const deadline = Date.now() + 20_000
  for (;;) {
    const isThere = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isThere) return stop
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop()
      throw new Error(`${command} does not answer at ${url}. It said:\n${said()}`)
    }
    await pause(50)
  }
}

function launch(command: string, args: readonly string[], directory: string, environment: Readonly<Record<string, string>>) {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? directory,
    NODE_ENV: 'production' as const,
    NEXT_TELEMETRY_DISABLED: '1',
    ...environment,
  }
  const child = spawn(command, args, { cwd: directory, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve))
  return { child, ended, said: () => said }
}
