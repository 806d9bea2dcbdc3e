import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn } from '#lib/figures/observation.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import { claimText } from './claim-text.ts'
import { subjectText } from './note-panels.tsx'
import type { Note, Notes } from './notes.ts'
import { SourceText } from './source-text.tsx'
import { valueText } from './value-text.ts'

interface EndnotesProps {
  readonly notes: Notes
  /** Addresses of sources that the same paper gives already. */
  readonly addresses: ReadonlySet<string>
}

/** What the figures of a sheet rest on, for paper, where nothing can be opened: one entry a number, each source in full once. */
export function Endnotes({ notes, addresses }: EndnotesProps) {
  const all = [...notes.of.values()]
  if (all.length === 0) return null
  const words = translate('indicators', notes.language)
  const first = new Map<string, number>()
  for (const { number, observations } of all)
    for (const { source, page, table } of observations) {
      const key = JSON.stringify([source.id, page, table])
      if (!first.has(key)) first.set(key, number)
    }
  return (
    <section hidden className="endnotes colophon" {...languageAttributes(notes.language, notes.written)}>
      <p className="kicker">{words('endnotes')}</p>
      <ol>
        {all.map((note) => (
          <Endnote key={note.number} note={note} notes={notes} first={first} addresses={addresses} />
        ))}
      </ol>
    </section>
  )
}

interface EndnoteProps extends EndnotesProps {
  readonly note: Note
  /** The number of the note that gives a source in full. */
  readonly first: ReadonlyMap<string, number>
}

function Endnote({ note, notes: { known, language }, first, addresses }: EndnoteProps) {
  const words = translate('indicators', language)
  const claim = claimText(note, known, language)
  return (
    <li>
      {note.observations.map((observation) => {
        const { period, series, breakdown, source, page, table } = observation
        const earlier = first.get(JSON.stringify([source.id, page, table])) ?? note.number
        const parts = [subjectText(observation, language), formatPeriod(period, language), nameIn(series, language), breakdown]
        return (
          <span key={observation.id}>
            {parts.filter(Boolean).join(`${translate('site', language)('comma')} `)}: {valueText(observation, language)}.
            {claim && ` ${claim}.`}{' '}
            {earlier === note.number ? (
              <SourceText citation={observation} language={language} isPlain={addresses.has(source.url ?? '')} />
            ) : (
              words('sourceAsInNote', { number: earlier })
            )}
          </span>
        )
      })}
    </li>
  )
}
