import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Environment, environment, siteOrigin } from '#lib/env.ts'
import { type Redirection, startRedirection } from '#lib/redirection/redirection.ts'

const root = join(import.meta.dirname, '../..')
const program = join(root, 'node_modules/@sanity/cli/bin/run.js')
const guard = pathToFileURL(join(import.meta.dirname, 'loopback-only.mjs')).href

/** Runs `sanity` with `args` behind a redirection to the lake of these settings, and gives its exit code. */
export async function runSanity(args: readonly string[]): Promise<number> {
  const settings = environment()
  if (process.env.SANITY_AUTH_TOKEN === undefined)
    console.error('SANITY_AUTH_TOKEN is not set. What asks the lake needs one of its tokens, such as "npm run token" makes.')
  const directory = await mkdtemp(join(tmpdir(), 'chancery-sanity-'))
  const refused = new Set<string>()
  const redirection = await startRedirection({
    lake: lakeOf(settings),
    origin: siteOrigin(settings),
    onRefused(host) {
      if (!refused.has(host)) console.error(`Refused: ${host}. Only addresses of Sanity are asked here, and the lake answers them.`)
      refused.add(host)
    },
  })
  try {
    return await run(args, await surroundings(redirection, directory))
  } finally {
    redirection.close()
    await rm(directory, { recursive: true, force: true })
  }
}

/** Where the lake of `settings` listens, seen from this machine. */
function lakeOf({ HOST, PORT }: Environment): URL {
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST
  return new URL(`http://${host.includes(':') ? `[${host}]` : host}:${PORT}/lake`)
}

/** What makes a Node program, and whatever it starts, ask by way of `redirection` and keep nothing of its own outside `directory`. */
async function surroundings(redirection: Redirection, directory: string): Promise<Record<string, string>> {
  const certificates = join(directory, 'certificate.pem')
  const configuration = join(directory, 'config.json')
  await writeFile(certificates, redirection.certificate)
  // Else each run would say that usage is sent to Sanity, which here it is not.
  await writeFile(configuration, JSON.stringify({ telemetryDisclosed: Date.now() }))
  const proxies = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].map((name) => [name, redirection.url])
  return {
    ...Object.fromEntries(proxies),
    // Nothing goes past the proxy, this machine's own addresses included.
    NO_PROXY: '',
    no_proxy: '',
    NODE_USE_ENV_PROXY: '1',
    NODE_EXTRA_CA_CERTS: certificates,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${guard}`.trim(),
    // A token for Sanity itself, kept from `sanity login`, is not for the lake.
    SANITY_CLI_CONFIG_PATH: configuration,
    SANITY_INTERNAL_ENV: '',
    // The lake's own project, even where the site reads from a hosted one.
    SANITY_PROJECT_ID: '',
    SANITY_DATASET: '',
    SANITY_API_TOKEN: '',
    DO_NOT_TRACK: '1',
    NO_UPDATE_NOTIFIER: '1',
  }
}

async function run(args: readonly string[], more: Readonly<Record<string, string>>): Promise<number> {
  const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...more } })
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass)
  return await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
  })
}
