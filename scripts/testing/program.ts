import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's own directory. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** How a program ended, and all that it said. */
export interface Outcome {
  readonly code: number
  readonly output: string
}

interface RunOptions {
  readonly environment?: Record<string, string>
  /** Whether what it says is shown while it runs. */
  readonly show?: boolean
}

/** Runs a JavaScript or TypeScript file of the project, such as `node_modules/oxlint/bin/oxlint`, with this same Node. */
export function runFile(file: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return runProgram(process.execPath, [join(ROOT, file), ...args], options)
}

/** Runs any program in the project's directory.
 *  @throws if it cannot be started at all */
export function runProgram(
  command: string,
  args: readonly string[],
  { environment = {}, show = false }: RunOptions = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said.push(chunk)
        if (show) process.stdout.write(chunk)
      })
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(said).toString() }))
  })
}
