import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NoteCard } from '#components/own-page/note-card.tsx'
import { NoteForm } from '#components/own-page/note-form.tsx'
import { SaveableList } from '#components/own-page/saveable-list.tsx'
import { findNote, listNotes } from '#lib/accounts/notes.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { requireReader } from '#lib/auth/require-reader.ts'
import { isLanguage, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes, sheetPath } from '#lib/i18n/written-language.ts'
import { findSheetById, readEdition } from '#lib/publishing/editions.ts'
import { filledForm } from '#lib/render-record.ts'
import { addressedParagraphs } from '#sanity/paragraphs.ts'
import { toEditionSheet } from '#sanity/read/edition-sheet.ts'
import { accountMetadata, AccountFrame } from '../../account-frame.tsx'
import { findFigure, findPassage } from './saveable.ts'
import { shownNotes } from './shown-notes.ts'

export const instant = false

interface Query {
  readonly sheet?: string
  readonly paragraph?: string
  readonly figure?: string
  readonly note?: string
}

interface PageProps {
  readonly params: Promise<{ lang: string }>
  readonly searchParams: Promise<Query>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('ownPage', lang)('notesTitle')) : {}
}

/** What a reader saved: all of it, or that of one sheet with the ways to save more; and the form of one note. */
export default async function NotesPage({ params, searchParams }: PageProps) {
  const [{ lang }, query] = await Promise.all([params, searchParams])
  if (!isLanguage(lang)) notFound()
  const home = localPath(lang, '/my/notes')
  // The answer to a form that was refused: made without cookies, of nothing but what was sent.
  const filled = filledForm()
  const words = translate('ownPage', lang)
  const given = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  const path = given.size === 0 ? home : `${home}?${given.toString()}`
  return (
    <AccountFrame language={lang} path="/my/notes">
      <div className="wrap my-narrow">
        <h1>{words('notesTitle')}</h1>
        {filled ? (
          <NoteForm values={filled.values} problem={filled.problem} language={lang} />
        ) : (
          <Notes reader={await requireReader(path)} query={query} language={lang} path={path} />
        )}
        <p>
          <a href={home}>{words('allNotes')}</a>
        </p>
      </div>
    </AccountFrame>
  )
}

interface NotesProps {
  readonly reader: Reader
  readonly query: Query
  readonly language: Language
  readonly path: string
}

async function Notes({ reader, query, language, path }: NotesProps) {
  const { sheet, paragraph, figure, note } = query
  if (note !== undefined) return <ChangedNote reader={reader} id={note} language={language} />
  if (figure !== undefined || (sheet !== undefined && paragraph !== undefined)) return <NewNote query={query} language={language} />
  const notes = await shownNotes(await listNotes(reader, sheet), language)
  return (
    <>
      {notes.length === 0 && <p className="my-nothing">{translate('ownPage', language)('savedHow')}</p>}
      {notes.toReversed().map((shown) => (
        <NoteCard key={shown.id} note={shown} language={language} path={path} level={2} />
      ))}
      {sheet !== undefined && <SheetParagraphs id={sheet} language={language} />}
    </>
  )
}

async function NewNote({ query: { sheet = '', paragraph = '', figure }, language }: { query: Query; language: Language }) {
  const found = figure === undefined ? await findPassage({ sheet, paragraph, edition: null }) : await findFigure(figure, language)
  if (!found) return <p className="note">{translate('ownPage', language)('errorNoPassage')}</p>
  const { heading, written, words, edition } = found
  const place: Readonly<Record<string, string>> =
    figure === undefined ? { sheet, paragraph, ...(edition !== null && { edition: String(edition) }) } : { figure }
  const back = localPath(language, '/my/notes') + (figure === undefined ? `?sheet=${encodeURIComponent(sheet)}` : '')
  const values = { action: 'add', ...place, exact: words, written, lang: language, callbackUrl: back }
  return (
    <>
      <h2 {...languageAttributes(written, language)}>{heading}</h2>
      <NoteForm values={values} problem={null} language={language} />
    </>
  )
}

async function ChangedNote({ reader, id, language }: { reader: Reader; id: string; language: Language }) {
  const note = /^[0-9a-f-]{36}$/.test(id) ? await findNote(reader, id) : null
  if (!note) return <p className="note">{translate('ownPage', language)('errorNoteGone')}</p>
  const { heading, language: written, exact, text, revision } = note
  const values = { action: 'change', note: id, revision: String(revision), exact, text, written, lang: language }
  return (
    <>
      <h2 {...languageAttributes(written, language)}>{heading}</h2>
      <NoteForm values={values} problem={null} language={language} />
    </>
  )
}

async function SheetParagraphs({ id, language }: { id: string; language: Language }) {
  const sheet = await findSheetById(id)
  const edition = sheet?.state === 'published' ? await readEdition(id, sheet.number) : null
  if (!sheet || !edition?.content) return null
  return (
    <SaveableList
      sheet={id}
      heading={sheet.heading}
      address={sheetPath(sheet.slug, sheet.language, language)}
      written={sheet.language}
      paragraphs={addressedParagraphs(toEditionSheet(edition.content))}
      language={language}
    />
  )
}
