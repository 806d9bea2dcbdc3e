import { escapeAttribute, escapeText } from 'entities/escape'
import { languageOfPath, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { isKept } from './crawl.ts'
import { PageEdits } from './page-edits.ts'
import { attribute, type Document, type Element, elementsOf, linksOf, parsePage, partsOfSet, textOf } from './page-links.ts'
import type { Resolved } from './resolve.ts'

/** What a page of the copy is given that the site's has not. */
export interface PageOfCopy {
  /** The address of the page on the site, and the origin of that. */
  readonly key: string
  readonly origin: string
  readonly resolve: (written: string) => Resolved
  /** The link to a file of the copy's own. */
  readonly own: (file: string) => string
  /** What stands in the place of the page's own content; null for most pages. */
  readonly instead: Instead | null
}

/** The content of a page that the copy makes itself, because the site's needs somebody who answers. */
export interface Instead {
  readonly title: string
  readonly main: string
  /** Scripts, as files of the copy. */
  readonly scripts: readonly string[]
}

/** The attribute of links that lead to the site itself. */
export const LIVE_MARK = 'data-live'

/** The style sheet of what the copy adds. */
export const COPY_STYLES = '_copy/copy.css'

/** `html`, a page as the site sent it, as it can be read without the site: with relative links, without scripts, and without what only a server can do. */
export function rewritePage(html: string, page: PageOfCopy): { readonly html: string; readonly document: Document } {
  const document = parsePage(html)
  const edits = new PageEdits(html)
  const language = languageOfPath(page.key)
  let hasNote = false
  for (const element of elementsOf(document)) {
    if (isLeftOut(element, page)) edits.replace(element, '')
    else if (element.tagName === 'form') rewriteForm(element, page, language, edits)
    else if (element.tagName === 'a' && isNavigation(element) && isLive(element, page)) edits.replace(element, '')
    else for (const { name, value, isSet } of linksOf(element)) rewriteLink(element, name, value, isSet, page, edits)
    if (element.tagName === 'header' && !hasNote) {
      hasNote = true
      edits.prepend(element, copyNote(page, language))
    }
    if (element.tagName === 'head') edits.append(element, headAdditions(page))
    if (page.instead && element.tagName === 'title') edits.replaceContent(element, escapeText(page.instead.title))
    if (page.instead && element.tagName === 'main') edits.replaceContent(element, page.instead.main)
  }
  return { html: edits.done(), document }
}

function isLeftOut(element: Element, { resolve }: PageOfCopy): boolean {
  switch (element.tagName) {
    case 'script':
      return attribute(element, 'type') !== 'application/ld+json'
    case 'link':
      // No browser marks what it leads to, as a link that is read is marked.
      return attribute(element, 'rel') !== 'canonical' && (!isKept(element) || resolve(attribute(element, 'href') ?? '').kind === 'live')
    case 'meta':
      return attribute(element, 'name') === 'depends'
    // The box to sign in with, whose links lead to providers.
    case 'section':
      return attribute(element, 'class')?.split(/\s+/).includes('account') === true
    default:
      return false
  }
}

function isNavigation(element: Element): boolean {
  for (let node = element.parentNode; node; node = 'parentNode' in node ? node.parentNode : null) if (node.nodeName === 'nav') return true
  return false
}

function isLive(element: Element, { resolve, key, origin }: PageOfCopy): boolean {
  const resolved = resolve(attribute(element, 'href') ?? '')
  // The way to the same page in another language stays, even where only the site has it.
  return resolved.kind === 'live' && attribute(element, 'hreflang') === undefined && resolved.href !== new URL(key, origin).href
}

/** Search is the copy's own; every other form needs somebody who takes it. */
function rewriteForm(form: Element, { resolve, key, origin }: PageOfCopy, language: Language, edits: PageEdits) {
  const action = attribute(form, 'action')
  const target = resolve(action ?? '')
  if (action !== undefined && target.kind === 'file' && target.key === localPath(language, '/search')) {
    edits.setAttribute(form, 'action', target.href)
    return
  }
  const words = translate('copy', language)
  const there = `<a ${LIVE_MARK} href="${escapeAttribute(new URL(key, origin).href)}">${escapeText(words('openThere'))}</a>`
  edits.replace(form, `<p class="copy-live">${escapeText(words('needsSite', { act: actOf(form) }))} ${there}.</p>`)
}

/** What the button of a form says that it does. */
function actOf(form: Element): string {
  const button = [...elementsOf(form)].find(({ tagName }) => tagName === 'button')
  return button ? textOf(button).trim() : ''
}

function rewriteLink(element: Element, name: string, value: string, isSet: boolean, page: PageOfCopy, edits: PageEdits) {
  // Where the page truly is stays told.
  if (element.tagName === 'link' && attribute(element, 'rel') === 'canonical') return
  if (!isSet) {
    const resolved = page.resolve(value)
    if (resolved.kind === 'live' && element.tagName === 'a') edits.mark(element, LIVE_MARK)
    if (resolved.kind !== 'foreign' && resolved.href !== value) edits.setAttribute(element, name, resolved.href)
    return
  }
  const parts = partsOfSet(value).map(({ href, descriptor }) => {
    const resolved = page.resolve(href)
    return [resolved.kind === 'foreign' ? href : resolved.href, descriptor].filter(Boolean).join(' ')
  })
  edits.setAttribute(element, name, parts.join(', '))
}

function copyNote({ origin, resolve, own }: PageOfCopy, language: Language): string {
  const words = translate('copy', language)
  const site = `<a ${LIVE_MARK} href="${escapeAttribute(`${origin}/`)}">${escapeText(new URL(origin).host)}</a>`
  const link = (path: string, text: string) => {
    const resolved = resolve(localPath(language, path))
    return resolved.kind === 'file' ? ` <a href="${escapeAttribute(resolved.href)}">${escapeText(text)}</a>` : ''
  }
  const note = escapeText(words('note', { site: '\u0000' })).replace('\u0000', site)
  const about = ` <a href="${escapeAttribute(own('README.txt'))}">README</a>`
  return `<p class="copy-note"><span class="wrap">${note}${link('/search', words('search'))}${link('/verify', words('verify'))}${about}</span></p>`
}

function headAdditions({ own, instead }: PageOfCopy): string {
  const scripts = (instead?.scripts ?? []).map((file) => `<script defer src="${escapeAttribute(own(file))}"></script>`)
  return `<link rel="stylesheet" href="${escapeAttribute(own(COPY_STYLES))}">${scripts.join('')}`
}
