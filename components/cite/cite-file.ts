import { bibtexEntry } from './bibtex.ts'
import { type CitedPage, cslItem } from './citation.ts'

/** A citation as a file, by the ending of its address; null if there is none with this ending. */
export function citeFile(cited: CitedPage, ending: string): { readonly text: string; readonly type: string } | null {
  if (ending === 'bib') return { text: bibtexEntry(cited), type: 'application/x-bibtex; charset=utf-8' }
  if (ending === 'json')
    return { text: `${JSON.stringify([cslItem(cited)], null, 2)}\n`, type: 'application/vnd.citationstyles.csl+json; charset=utf-8' }
  return null
}
