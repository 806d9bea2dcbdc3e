import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { Body } from '#sanity/body.ts'
import type { FactSheet } from '#sanity/read/fact-sheet.ts'
import { paragraphId } from './newer-note.tsx'

/** With fewer headings a sheet is seen at one glance. */
const HEADINGS_MIN = 3

interface Heading {
  /** Of the heading within its sheet. */
  readonly key: string
  readonly text: string
  /** Whether it stands within a section that has a heading of its own. */
  readonly isMinor: boolean
}

/** What stands under which heading, with the way there; nothing for a sheet with few headings. */
export function Contents({ sheet, language }: { sheet: FactSheet; language: Language }) {
  const headings = headingsOf(sheet)
  if (headings.length < HEADINGS_MIN) return null
  const { language: written } = sheet
  return (
    <nav aria-labelledby="contents" className="sheet-contents" {...languageAttributes(language, written)}>
      <details open>
        <summary id="contents">{translate('reading', language)('onThisPage')}</summary>
        <ol {...languageAttributes(written, language)}>
          {headings.map(({ key, text, isMinor }) => (
            <li key={key} className={isMinor ? 'minor' : undefined}>
              <a href={`#${paragraphId(key)}`}>{text}</a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  )
}

/** The headings of a sheet in their order. */
export function headingsOf({ sections }: Pick<FactSheet, 'sections'>): readonly Heading[] {
  return sections.flatMap(({ key, heading, body }) => [
    ...(heading ? [{ key, text: heading, isMinor: false }] : []),
    ...headingsIn(body, key, heading !== null),
  ])
}

function headingsIn(body: Body, section: string, isUnderHeading: boolean): readonly Heading[] {
  return body.flatMap((block) => {
    if (!('children' in block) || !/^h[23]$/.test(block.style ?? '') || block.listItem) return []
    const text = block.children.map((child) => ('text' in child && typeof child.text === 'string' ? child.text : '')).join('')
    if (text.trim() === '') return []
    return [{ key: `${section}.${block._key}`, text, isMinor: isUnderHeading || block.style === 'h3' }]
  })
}
