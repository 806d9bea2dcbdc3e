import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort, run, serve } from './program.ts'
import type { Subject } from './subject.ts'

/** A Next site with one page of `paragraphs`, rendered at each request as ours is, and nothing else: Next as it comes. */
export function startBareNext(paragraphs: readonly string[], root: string, directory: string): Promise<Subject> {
  const page = `import { connection } from 'next/server'
const paragraphs = ${JSON.stringify(paragraphs)}
export const metadata = { title: 'Peru' }
export default async function Page() {
  await connection()
  return <main><h1>Peru</h1>{paragraphs.map((text, index) => <p key={index}>{text}</p>)}</main>
}`
  return startNext(page, root, directory)
}

/** A Next site with one page that says what a cookie holds, and nothing else: the least that is one person's. */
export function startDynamicNext(root: string, directory: string): Promise<Subject> {
  const page = `import { cookies } from 'next/headers'
export const metadata = { title: 'Mine' }
export default async function Page() {
  const session = (await cookies()).get('session')
  return <main><h1>Mine</h1><p>{session?.value}</p></main>
}`
  return startNext(page, root, directory)
}

async function startNext(page: string, root: string, directory: string): Promise<Subject> {
  await mkdir(join(directory, 'app'), { recursive: true })
  await symlink(join(root, 'node_modules'), join(directory, 'node_modules'))
  await writeFile(join(directory, 'package.json'), '{ "name": "bare", "private": true, "type": "module" }')
  await writeFile(join(directory, 'next.config.mjs'), `export default { turbopack: { root: ${JSON.stringify(root)} } }`)
  await writeFile(
    join(directory, 'app/layout.jsx'),
    `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }`,
  )
  await writeFile(join(directory, 'app/page.jsx'), page)
  const next = join(root, 'node_modules/next/dist/bin/next')
  await run(process.execPath, [next, 'build'], directory)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  const stop = await serve(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], directory, url)
  return { name: 'bare Next', url, stop }
}
