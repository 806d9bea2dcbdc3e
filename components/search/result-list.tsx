import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes, sheetPath } from '#lib/i18n/written-language.ts'
import type { Piece } from '#lib/search/excerpt.ts'
import type { Result } from '#lib/search/find.ts'

/** So many words of a paragraph are enough for a browser to find it by. */
const WORDS_OF_PASSAGE = 6

/** What was found, the best first. Each leads to the paragraph that was found, where the browser can find it. */
export function ResultList({ results, language, start }: { results: readonly Result[]; language: Language; start: number }) {
  const words = translate('search', language)
  return (
    <ol className="found" start={start}>
      {results.map((result) => (
        <li key={`${result.id} ${result.language}`}>
          <p className="found-kind">{words(`one_${result.kind}`)}</p>
          <h3 {...languageAttributes(result.language, language)}>
            <a href={addressOf(result, language)}>{result.title}</a>
          </h3>
          {result.kind === 'figure' && result.years.length > 0 && <p>{yearsText(result.years, language)}</p>}
          {result.excerpt && (
            <p {...languageAttributes(result.language, language)}>
              {withPlaces(result.excerpt).map(({ text, isMatch, at }) =>
                isMatch ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
              )}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

/** `pieces` with where each begins. */
function withPlaces(pieces: readonly Piece[]): readonly (Piece & { readonly at: number })[] {
  let next = 0
  return pieces.map((piece) => {
    const at = next
    next += piece.text.length
    return { ...piece, at }
  })
}

function yearsText(years: readonly number[], language: Language): string {
  const [from, to] = [String(years[0]), String(years.at(-1))]
  return translate('search', language)(from === to ? 'figureYear' : 'figureYears', { from, to })
}

function addressOf({ kind, path, language: written, passage }: Result, language: Language): string {
  const slug = kind === 'sheet' ? path.replace('/fact-sheets/', '') : null
  const address = slug === null ? localPath(language, path) : sheetPath(slug, written, language)
  return kind === 'sheet' && passage !== null ? `${address}#:~:text=${textDirective(passage)}` : address
}

/** The beginning of `passage` as a text directive, which browsers that know none pass over.
 *  @see URL Fragment Text Directives, section 3.2 */
function textDirective(passage: string): string {
  const beginning = passage.split(/\s+/).slice(0, WORDS_OF_PASSAGE).join(' ')
  return encodeURIComponent(beginning.toWellFormed()).replaceAll('-', '%2D')
}
