import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { filesBelow } from '#lib/site-copy/manifest.ts'
import { attribute, elementsOf, linksOf, parsePage, partsOfSet } from '#lib/site-copy/page-links.ts'
import { LIVE_MARK } from '#lib/site-copy/rewrite-page.ts'
import { addressesIn } from '#lib/site-copy/styles.ts'

/** What is wrong with the links of a copy in `directory`: those that lead to no file or to no place in one, and those that would need the site at
 *  `origin` without being marked. */
export async function faultyLinks(directory: string, origin: string): Promise<readonly string[]> {
  const files = await filesBelow(directory)
  const places = new Map<string, ReadonlySet<string>>()
  const pages = files.filter((file) => file.endsWith('.html'))
  const links: { readonly file: string; readonly href: string; readonly isLive: boolean }[] = []
  for (const file of pages) {
    const elements = [...elementsOf(parsePage(await readFile(join(directory, file), 'utf8')))]
    places.set(
      file,
      new Set(elements.flatMap((element) => [attribute(element, 'id'), attribute(element, 'name')].filter((id) => id !== undefined))),
    )
    for (const element of elements) {
      if (element.tagName === 'link' && attribute(element, 'rel') === 'canonical') continue
      const action = element.tagName === 'form' ? attribute(element, 'action') : undefined
      if (action !== undefined) links.push({ file, href: action, isLive: false })
      for (const { value, isSet } of linksOf(element)) {
        for (const href of isSet ? partsOfSet(value).map((part) => part.href) : [value])
          links.push({ file, href, isLive: attribute(element, LIVE_MARK) !== undefined })
      }
    }
  }
  for (const file of files.filter((name) => name.endsWith('.css'))) {
    for (const href of addressesIn(await readFile(join(directory, file), 'utf8'))) links.push({ file, href, isLive: false })
  }
  const known = new Set(files)
  const faultOf = ({ file, href, isLive }: (typeof links)[number]): string | null => {
    const url = new URL(href, pathToFileURL(join(directory, file)))
    if (url.protocol !== 'file:') return url.origin === origin && !isLive ? 'needs the site' : null
    const path = posix.relative(directory, fileURLToPath(new URL(url.pathname, 'file:')))
    if (href.startsWith('/') || !known.has(path) || !existsSync(join(directory, path))) return 'leads to no file'
    const place = decodeURIComponent(url.hash.slice(1))
    return place === '' || !path.endsWith('.html') || places.get(path)?.has(place) ? null : 'leads to no place in that page'
  }
  return links.flatMap((link) => {
    const fault = faultOf(link)
    return fault === null ? [] : [`${link.file}: ${link.href} ${fault}`]
  })
}
