// Builds what `npm start` serves: the pages (`next build`) and the modules of readers' pages, into `.next`.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { removeForeignTypefaces } from './site/own-typefaces.ts'
import { beginBuild } from './site/build-inputs.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Runs Next's own command, because it ends its process when it fails. */
async function buildPages() {
  const child = spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build', root], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve))
  if (code !== 0) throw new Error(`next build ended with ${code}.`)
}

/** After the pages, because `next build` empties its directory. The server finds each file by its name, whatever its hash. */
async function buildReaderModules() {
  await build({
    entryPoints: ['open-page', 'search-suggestions', 'since-read', 'own-notes'].map((name) => join(root, `components/enhance/${name}.ts`)),
    entryNames: '[name]-[hash]',
    outdir: join(root, '.next/static/enhance'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
  })
}

const built = beginBuild()
await buildPages()
removeForeignTypefaces(join(root, '.next/static'))
await buildReaderModules()
built()
