// Brings what the lock file names, if it is not there already. Plain JavaScript: nothing is installed yet when it runs.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

// The packages run under the Node 24 among them: that an older one does not suit them all is not worth two hundred lines of warning.
const ARGUMENTS = ['ci', '--loglevel=error']

/** Installs the packages of the lock file with `npm ci`, unless exactly they are there. Rejects with a sentence if npm fails. */
export async function ensureInstalled() {
  if (isInstalled()) return
  console.log('Installing packages (about a minute, once)…')
  // `npm start` and `npm test` tell which npm they are; on Windows npm is no program that can be started directly.
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : undefined
  const [command, ...args] = npm ? [process.execPath, npm, ...ARGUMENTS] : ['npm', ...ARGUMENTS]
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell: !npm && process.platform === 'win32' })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0) throw new Error('npm could not install the packages; what it said stands above.')
}

/** Whether `node_modules` holds each package of the lock file, in its version. npm writes its own list last, so a broken install has none. */
export function isInstalled() {
  const wanted = packagesOf('package-lock.json')
  const present = packagesOf('node_modules/.package-lock.json')
  if (!wanted || !present) return false
  const isThere = ([path, { version, optional }]) => (present[path] ? present[path].version === version : Boolean(optional))
  return Object.entries(wanted).every((entry) => entry[0] === '' || isThere(entry)) && Object.keys(present).every((path) => wanted[path])
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(join(root, lockFile), 'utf8')).packages
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}
