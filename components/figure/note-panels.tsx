import type { PortableTextBlock } from '@portabletext/types'
import type { ReactNode } from 'react'
import { figureWords } from '#lib/figures/figure-language.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import { successorOf } from '#lib/figures/supersession.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import { claimText } from './claim-text.ts'
import { citePath, figurePath } from './figure-address.ts'
import { type Note, type Notes, notesIn } from './notes.ts'
import { otherSeries } from './other-series.ts'
import { reportPath } from './report-address.ts'
import { SourceText } from './source-text.tsx'
import { valueText } from './value-text.ts'

/** The notes of a block, which stand below it and are hidden until one is opened by its address, so that no script is needed. */
export function NotePanels({ block, notes }: { block: PortableTextBlock; notes: Notes }) {
  return notesIn(block, notes).map((note) => <NotePanel key={note.number} note={note} notes={notes} />)
}

function NotePanel({ note, notes: { known, written, language } }: { note: Note; notes: Notes }) {
  const words = translate('indicators', language)
  const id = `figure-${note.number}`
  const claim = claimText(note, known, language)
  return (
    <div
      id={id}
      hidden
      role="doc-footnote"
      aria-labelledby={`${id}-words`}
      tabIndex={-1}
      className="figure-note"
      {...languageAttributes(language, written)}
    >
      <a href={`#${id}-at`} role="doc-backlink" className="figure-close">
        {words('close')}
      </a>
      <div id={`${id}-words`} className="figure-words" {...languageAttributes(written, language)}>
        {note.words}
      </div>
      {note.observations.map((observation) => (
        <ObservationFacts
          key={observation.id}
          observation={observation}
          isSaid={note.isFigure}
          claim={claim}
          known={known}
          language={language}
        />
      ))}
    </div>
  )
}

interface FactsProps {
  readonly observation: Observation
  /** Whether the words of the note are the value itself. */
  readonly isSaid: boolean
  readonly claim: string | null
  readonly known: readonly Observation[]
  readonly language: Language
}

function ObservationFacts({ observation, isSaid, claim, known, language }: FactsProps) {
  const words = translate('indicators', language)
  const { series, breakdown, status, note } = observation
  const latest = successorOf(observation.id, known)
  return (
    <>
      <dl className="facts">
        <Fact name={words('measures')}>{subjectText(observation, language)}</Fact>
        {!isSaid && <Fact name={words('value')}>{valueText(observation, language)}</Fact>}
        <Fact name={words('period')}>{formatPeriod(observation.period, language)}</Fact>
        <Fact name={words('series')}>{[nameIn(series, language), breakdown].filter(Boolean).join(': ')}</Fact>
        <Fact name={words('source')}>
          <SourceText citation={observation} language={language} />
        </Fact>
        {status && <Fact name={words('status')}>{figureWords(language)(`status.${status}`)}</Fact>}
        {claim && <Fact name={words('basis')}>{claim}</Fact>}
        {otherSeries(observation, known).map((other) => (
          <Fact key={other.id} name={nameIn(other.series, language)}>
            {valueText(other, language)}
            {translate('site', language)('comma')} <SourceText citation={other} language={language} />
          </Fact>
        ))}
        {latest && latest.id !== observation.id && (
          <Fact name={words('supersededSince')}>
            {valueText(latest, language)}
            {latest.supersession &&
              ` (${figureWords(language)(`supersession.${latest.supersession.kind}`)}: ${latest.supersession.reason})`}
          </Fact>
        )}
        {note && (
          <Fact name={words('note')}>
            <span {...languageAttributes('en', language)}>{note}</span>
          </Fact>
        )}
      </dl>
      <a href={localPath(language, figurePath(observation))} className="figure-act">
        {words('allValues')}
      </a>{' '}
      <a href={localPath(language, citePath(observation))} className="figure-act">
        {translate('reading', language)('cite')}
      </a>
      <a href={localPath(language, reportPath(observation))} className="figure-act">
        {translate('reports', language)('link')}
      </a>
    </>
  )
}

/** "Coca under cultivation, Peru". */
export function subjectText({ indicator, place }: Pick<Observation, 'indicator' | 'place'>, language: Language): string {
  return translate('indicators', language)('subject', { indicator: nameIn(indicator, language), place: nameIn(place, language) })
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
