import { createHash } from 'node:crypto'
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
// Inside the build, so that whoever removes the build removes this too.
const stamp = join(root, '.next', 'built-from')

const INPUTS = ['{app,components,lib,sanity,public}/**', '*.{ts,mjs,json}', 'scripts/build.ts', 'scripts/site/own-typefaces.ts']
/** Rooms that no page may import: they run beside Next, as they are. */
const OUTSIDE_NEXT = /[/\\]lib[/\\](server|content-lake|demo-provider|jobs|site-copy)([/\\]|$)/

/** Whether `.next` holds a whole build of the files as they are now. */
export function isBuilt(): boolean {
  try {
    return readFileSync(stamp, 'utf8') === inputsHash()
  } catch {
    return false
  }
}

/** To be called before a build, with the function that it returns called after it: files changed in between count as not built. */
export function beginBuild(): () => void {
  rmSync(stamp, { force: true })
  const hash = inputsHash()
  return () => writeFileSync(stamp, hash)
}

/** One hash over the names and bytes of all that a build is made from, and the Node and platform that make it. */
function inputsHash(): string {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`)
  const files = globSync(INPUTS, { cwd: root, withFileTypes: true, exclude: (entry) => entry.name === 'node_modules' })
  const paths = files
    .filter(
      (file) => file.isFile() && !OUTSIDE_NEXT.test(file.parentPath) && !file.name.includes('.test.') && file.name !== 'next-env.d.ts',
    )
    .map((file) => join(file.parentPath, file.name))
    .toSorted()
  for (const path of paths) hash.update(`\0${path.slice(root.length)}\0`).update(readFileSync(path))
  return hash.digest('hex')
}
