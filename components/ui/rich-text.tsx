import { PortableText, type PortableTextComponents } from '@portabletext/react'
import type { PortableTextBlock } from '@portabletext/types'
import type { ReactNode } from 'react'
import { TermLink } from '#components/glossary/term-link.tsx'
import type { TermNotes } from '#components/glossary/term-notes.ts'
import { TermPanels } from '#components/glossary/term-panels.tsx'
import { NoteLink } from '#components/figure/note-link.tsx'
import { NotePanels } from '#components/figure/note-panels.tsx'
import type { Notes } from '#components/figure/notes.ts'
import { formatFigure } from '#lib/figures/format-figure.ts'
import { writtenLanguage } from '#lib/figures/written-language.ts'
import type { Body, BodyFigure, BodyPicture } from '#sanity/body.ts'
import { linkAddress } from './link-address.ts'
import { ParagraphLink } from './paragraph-link.tsx'
import { Picture } from './picture.tsx'

const componentsIn = ({ language, notes, terms, ...paragraphs }: Omit<RichTextProps, 'body'>): PortableTextComponents => ({
  types: {
    picture: ({ value }: { value: BodyPicture }) => (
      <figure>
        <Picture picture={value} />
      </figure>
    ),
    figure: ({ value }: { value: BodyFigure }) => (
      <data value={value.observation.value} className="figure">
        <NoteLink note={notes?.of.get(value)}>{formatFigure(value.observation, value, writtenLanguage(language))}</NoteLink>
      </data>
    ),
  },
  marks: {
    link: ({ children, value }) => {
      const address = linkAddress(value?.href)
      return address ? <a href={address}>{children}</a> : <>{children}</>
    },
    claim: ({ children, value }) => <NoteLink note={notes?.of.get(value)}>{children}</NoteLink>,
    unbound: ({ children }) => <>{children}</>,
    definedTerm: ({ children, value }) => <TermLink note={terms?.of.get(value)}>{children}</TermLink>,
  },
  block: blocks({ language, notes, terms, ...paragraphs }),
  listItem: ({ children, value }) => (
    <li id={paragraphs.idOf?.(value._key ?? '')}>
      {children}
      {paragraphs.lastingAddressOf && <ParagraphLink href={paragraphs.lastingAddressOf(value._key ?? '')} language={language} />}
      {/* A styled item is a block within, which has its notes already. */}
      {(value.style ?? 'normal') === 'normal' && <BlockNotes block={value} notes={notes} terms={terms} />}
    </li>
  ),
})

interface RichTextProps {
  readonly body: Body
  /** The language that it is written in. */
  readonly language: string
  /** What its figures and claims rest on; without them they can't be opened. */
  readonly notes?: Notes
  /** What the glossary explains in it. */
  readonly terms?: TermNotes
  /** The id in the page of the paragraph with a key. */
  readonly idOf?: (key: string) => string
  /** The address that the paragraph with a key keeps, whatever becomes of the text; without it none is shown. */
  readonly lastingAddressOf?: (key: string) => string
  /** What stands after the paragraph with a key. */
  readonly after?: (key: string) => ReactNode
}

/** An editor's running text: paragraphs, headings, lists, links, figures and pictures. */
export function RichText({ body, ...text }: RichTextProps) {
  return <PortableText value={[...body]} components={componentsIn(text)} />
}

/** Blocks with the notes of their figures and terms below them. */
function blocks({ language, notes, terms, idOf, lastingAddressOf, after }: Omit<RichTextProps, 'body'>): PortableTextComponents['block'] {
  const below = (block: PortableTextBlock) => <BlockNotes block={block} notes={notes} terms={terms} />
  return {
    normal: ({ children, value }) => (
      <>
        <p id={idOf?.(value._key ?? '')}>
          {children}
          {lastingAddressOf && <ParagraphLink href={lastingAddressOf(value._key ?? '')} language={language} />}
        </p>
        {below(value)}
        {after?.(value._key ?? '')}
      </>
    ),
    h2: ({ children, value }) => (
      <>
        <h2 id={idOf?.(value._key ?? '')}>{children}</h2>
        {below(value)}
      </>
    ),
    h3: ({ children, value }) => (
      <>
        <h3 id={idOf?.(value._key ?? '')}>{children}</h3>
        {below(value)}
      </>
    ),
  }
}

interface BlockNotesProps extends Pick<RichTextProps, 'notes' | 'terms'> {
  readonly block: PortableTextBlock
}

/** What stands below a block: the notes of its figures, and what its terms mean. */
function BlockNotes({ block, notes, terms }: BlockNotesProps) {
  const explained = (block.markDefs ?? []).flatMap((mark: object) => terms?.of.get(mark) ?? [])
  return (
    <>
      {notes && <NotePanels block={block} notes={notes} />}
      {terms && <TermPanels notes={explained} terms={terms} />}
    </>
  )
}
