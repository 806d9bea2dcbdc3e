import type { Change } from '#lib/changes/compare.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import { WordRuns } from './word-runs.tsx'

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
            {change.kind === 'reworded' && <WordRuns runs={change.runs} language={language} written={written} />}
          </p>
        </li>
      ))}
    </ul>
  )
}
