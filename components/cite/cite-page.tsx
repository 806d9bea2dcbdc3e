import type { ReactNode } from 'react'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { bibtexEntry } from './bibtex.ts'
import { apaCitation, chicagoCitation, type CitedPage, cslItem } from './citation.ts'

interface CitePageProps {
  readonly title: string
  readonly cited: CitedPage
  /** What these citations name. */
  readonly lead: ReactNode
  /** The address of the page, with whose endings the files can be had. */
  readonly address: string
  readonly language: Language
  /** What else belongs to it, and the way back. */
  readonly children: ReactNode
}

/** A page of this site in the forms in which it can be cited. */
export function CitePage({ title, cited, lead, address, language, children }: CitePageProps) {
  const words = translate('reading', language)
  const item = cslItem(cited)
  return (
    <div className="wrap columns">
      <h1 className="page-title">{title}</h1>
      <div className="prose cite">
        <p>{lead}</p>
        <h2>APA</h2>
        <Citation text={apaCitation(cited, language)} />
        <h2>Chicago</h2>
        <Citation text={chicagoCitation(cited, language)} />
        <h2>BibTeX</h2>
        <Code text={bibtexEntry(cited)} />
        <h2>CSL-JSON</h2>
        <Code text={JSON.stringify([item], null, 2)} />
        <h2>{words('citeFiles')}</h2>
        <ul>
          <li>
            <a href={`${address}.bib`}>{words('citeBib')}</a>
          </li>
          <li>
            <a href={`${address}.json`}>{words('citeJson')}</a>
          </li>
        </ul>
        {children}
      </div>
    </div>
  )
}

/** Which way it runs is said by its first letter: a name may be in another language than the page. */
function Citation({ text }: { text: string }) {
  return (
    <p dir="auto" className="citation">
      {text}
    </p>
  )
}

function Code({ text }: { text: string }) {
  return (
    <pre dir="ltr">
      <code>{text}</code>
    </pre>
  )
}
