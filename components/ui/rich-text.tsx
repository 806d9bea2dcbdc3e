import { PortableText, type PortableTextComponents } from '@portabletext/react'
import type { PortableTextBlock } from '@portabletext/types'
import type { ReactNode } from 'react'
import { NoteLink } from '#components/figure/note-link.tsx'
import { NotePanels } from '#components/figure/note-panels.tsx'
import type { Notes } from '#components/figure/notes.ts'
import { formatFigure } from '#lib/figures/format-figure.ts'
import { writtenLanguage } from '#lib/figures/written-language.ts'
import type { Body, BodyFigure, BodyPicture } from '#sanity/body.ts'
import { linkAddress } from './link-address.ts'
import { Picture } from './picture.tsx'

const componentsIn = ({ language, notes, ...paragraphs }: Omit<RichTextProps, 'body'>): PortableTextComponents => ({
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
  },
  block: blocks({ language, notes, ...paragraphs }),
  listItem: ({ children, value }) => (
    <li>
      {children}
      {/* A styled item is a block within, which has its notes already. */}
      {notes && (value.style ?? 'normal') === 'normal' && <NotePanels block={value} notes={notes} />}
    </li>
  ),
})

interface RichTextProps {
  readonly body: Body
  /** The language that it is written in. */
  readonly language: string
  /** What its figures and claims rest on; without them they can't be opened. */
  readonly notes?: Notes
  /** The id in the page of the paragraph with a key. */
  readonly idOf?: (key: string) => string
  /** What stands after the paragraph with a key. */
  readonly after?: (key: string) => ReactNode
}

/** An editor's running text: paragraphs, headings, lists, links, figures and pictures. */
export function RichText({ body, ...text }: RichTextProps) {
  return <PortableText value={[...body]} components={componentsIn(text)} />
}

/** Blocks with the notes of their figures below them. */
function blocks({ notes, idOf, after }: Omit<RichTextProps, 'body'>): PortableTextComponents['block'] {
  const panels = (block: PortableTextBlock) => notes && <NotePanels block={block} notes={notes} />
  return {
    normal: ({ children, value }) => (
      <>
        <p id={idOf?.(value._key ?? '')}>{children}</p>
        {panels(value)}
        {after?.(value._key ?? '')}
      </>
    ),
    h2: ({ children, value }) => (
      <>
        <h2>{children}</h2>
        {panels(value)}
      </>
    ),
    h3: ({ children, value }) => (
      <>
        <h3>{children}</h3>
        {panels(value)}
      </>
    ),
  }
}
