import type { Change } from '#lib/changes/compare.ts'
import type { WordRun } from '#lib/changes/words.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'

interface ChangeListProps {
  readonly changes: readonly Change[]
  readonly language: Language
  /** The language that the sheet is written in. */
  readonly written: string
}

/** What changed in a sheet, sentence by sentence. Each says in words what happened to it: colour and strokes only repeat that. */
export function ChangeList({ changes, language, written }: ChangeListProps) {
  const words = translate('account', language)
  const labels = { added: 'sentenceAdded', removed: 'sentenceRemoved', reworded: 'sentenceReworded' } as const
  return (
    <ul className="changes">
      {changes.map((change, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- rendered once, on the server, and never reordered
        <li key={index}>
          <strong className="change-kind">{words(labels[change.kind])}</strong>
          <p {...languageAttributes(written, language)}>
            {change.kind === 'added' && <ins>{change.text}</ins>}
            {change.kind === 'removed' && <del>{change.text}</del>}
            {change.kind === 'reworded' &&
              change.runs.map((run, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- as above
                <Run key={at} run={run} language={language} written={written} />
              ))}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** A run of words. Screen readers mostly pass over `ins` and `del` in silence, so its fate is also said. */
function Run({ run, language, written }: { run: WordRun; language: Language; written: string }) {
  const words = translate('account', language)
  if (run.kind === 'kept') return run.text
  const Mark = run.kind === 'removed' ? 'del' : 'ins'
  return (
    <>
      <span className="said" {...languageAttributes(language, written)}>
        {` ${words(run.kind === 'removed' ? 'wordsRemoved' : 'wordsAdded')} `}
      </span>
      <Mark>{run.text}</Mark>
      <span className="said" {...languageAttributes(language, written)}>{` (${words('wordsEnd')}) `}</span>
    </>
  )
}
