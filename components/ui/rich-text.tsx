import { PortableText, type PortableTextComponents } from '@portabletext/react'
import type { ReactNode } from 'react'
import { formatFigure } from '#lib/figures/format-figure.ts'
import { writtenLanguage } from '#lib/figures/written-language.ts'
import type { Body, BodyFigure, BodyPicture } from '#sanity/body.ts'
import { linkAddress } from './link-address.ts'
import { Picture } from './picture.tsx'

const componentsIn = (language: string): PortableTextComponents => ({
  types: {
    picture: ({ value }: { value: BodyPicture }) => (
      <figure>
        <Picture picture={value} />
      </figure>
    ),
    figure: ({ value }: { value: BodyFigure }) => (
      <data value={value.observation.value} className="figure">
        {formatFigure(value.observation, value, writtenLanguage(language))}
      </data>
    ),
  },
  marks: {
    link: ({ children, value }) => {
      const address = linkAddress(value?.href)
      return address ? <a href={address}>{children}</a> : <>{children}</>
    },
    claim: ({ children }) => <>{children}</>,
    unbound: ({ children }) => <>{children}</>,
  },
})

interface RichTextProps {
  readonly body: Body
  /** The language that it is written in. */
  readonly language: string
  /** The id in the page of the paragraph with a key. */
  readonly idOf?: (key: string) => string
  /** What stands after the paragraph with a key. */
  readonly after?: (key: string) => ReactNode
}

/** An editor's running text: paragraphs, headings, lists, links, figures and pictures. */
export function RichText({ body, language, idOf, after }: RichTextProps) {
  const components = componentsIn(language)
  const own = idOf || after ? { ...components, block: paragraphs(idOf, after) } : components
  return <PortableText value={[...body]} components={own} />
}

function paragraphs(idOf: RichTextProps['idOf'], after: RichTextProps['after']): PortableTextComponents['block'] {
  return {
    normal: ({ children, value: { _key = '' } }) => (
      <>
        <p id={idOf?.(_key)}>{children}</p>
        {after?.(_key)}
      </>
    ),
  }
}
