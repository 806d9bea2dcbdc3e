import { environment, hostedContent } from '#lib/env.ts'
import { DEFAULT_LANGUAGE, isLanguage, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import { localPath } from '#lib/i18n/languages.ts'
import type { Suggestion } from '#lib/search/suggest.ts'

/** Titles that go on as a search begins. */
export type Suggest = (beginning: string, language: Language) => Promise<readonly Suggestion[]>

/** Answers what somebody begins to search for in `?q=…&lang=…` with a few titles and their addresses. Nothing of it is kept anywhere. */
export async function receiveBeginning(request: Request, suggest: Suggest): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const lang = searchParams.get('lang') ?? ''
  const language = isLanguage(lang) ? lang : DEFAULT_LANGUAGE
  const isHere = hostedContent(environment()) === null
  const suggestions = isHere ? await suggest(searchParams.get('q') ?? '', language) : []
  const words = translate('search', language)
  const answer = suggestions.map(({ title, kind, path, language: written }) => ({
    title,
    kind: words(`one_${kind}`),
    address: kind === 'sheet' ? sheetPath(path.replace('/fact-sheets/', ''), written, language) : localPath(language, path),
  }))
  return Response.json(answer, { headers: { 'cache-control': 'private, no-store' } })
}
