import type { WordRun } from '#lib/changes/words.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'

interface WordRunsProps {
  readonly runs: readonly WordRun[]
  readonly language: Language
  /** The language of the words. */
  readonly written: string
}

/** How words became others. */
export function WordRuns({ runs, language, written }: WordRunsProps) {
  // oxlint-disable-next-line react/no-array-index-key -- rendered once, on the server, and never reordered
  return runs.map((run, at) => <Run key={at} run={run} language={language} written={written} />)
}

/** A run of words. Screen readers mostly pass over `ins` and `del` in silence, so its fate is also said. */
function Run({ run, language, written }: { run: WordRun; language: Language; written: string }) {
  const words = translate('account', language)
  if (run.kind === 'kept') return run.text
  const Mark = run.kind === 'removed' ? 'del' : 'ins'
  // A space at the end is not underlined.
  const marked = run.text.trimEnd()
  return (
    <>
      <span className="said" {...languageAttributes(language, written)}>
        {` ${words(run.kind === 'removed' ? 'wordsRemoved' : 'wordsAdded')} `}
      </span>
      <Mark>{marked}</Mark>
      <span className="said" {...languageAttributes(language, written)}>{` (${words('wordsEnd')}) `}</span>
      {run.text.slice(marked.length)}
    </>
  )
}
