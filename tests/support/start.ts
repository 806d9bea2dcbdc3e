import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What a command said and how it ended. */
export interface Ended {
  readonly code: number | null
  readonly output: string
}

/** Runs a script of the project to its end with `environment` as its only settings, and `input` as what is typed.
 *  For starts that are refused: a site that starts would run on. */
export async function runScript(
  file: string,
  environment: Readonly<Record<string, string>>,
  { args = [], input = '', cwd = root }: { readonly args?: readonly string[]; readonly input?: string; readonly cwd?: string } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [file, ...args], {
    cwd,
    env: { NODE_ENV: 'production', PATH: '/usr/bin:/bin', ...environment },
  })
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve))
  child.stdin.end(input)
  const [code, said, complaint] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { code, output: said + complaint }
}
