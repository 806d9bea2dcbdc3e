import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { runFile, runProgram } from './program.ts'

/** Where Chromium and Chrome usually are, by their packages. */
const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** A browser for the tests, and where it came from: one that is there, else Debian's package where we are root, else Playwright's download.
 *  @throws with what was tried if there is none */
export async function findChromium(): Promise<{ readonly path: string; readonly from: string }> {
  const named = process.env['CHROMIUM']
  if (named) {
    if (existsSync(named)) return { path: named, from: 'named by CHROMIUM' }
    throw new Error(`CHROMIUM names ${named}, which is not there.`)
  }
  const present = USUAL.find((path) => existsSync(path))
  if (present) return { path: present, from: 'found on this machine' }
  if (existsSync(chromium.executablePath())) return { path: chromium.executablePath(), from: 'downloaded by Playwright earlier' }

  const isRoot = process.getuid?.() === 0
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium here: installing the Debian package…')
    await runProgram('apt-get', ['update', '-qq'])
    await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      environment: { DEBIAN_FRONTEND: 'noninteractive' },
    })
    const installed = USUAL.find((path) => existsSync(path))
    if (installed) return { path: installed, from: "installed from Debian's package" }
  }
  console.log('No Chromium here: downloading the one Playwright is made for…')
  const { output } = await runFile('node_modules/@playwright/test/cli.js', ['install', ...(isRoot ? ['--with-deps'] : []), 'chromium'])
  if (existsSync(chromium.executablePath())) return { path: chromium.executablePath(), from: 'downloaded by Playwright' }
  throw new Error(
    `No Chromium on this machine, and none could be had. Install one, or set CHROMIUM to its path.\n${output.trim().slice(-600)}`,
  )
}
