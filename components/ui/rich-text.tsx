import { PortableText, type PortableTextComponents } from '@portabletext/react'
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

/** An editor's running text, written in `language`: paragraphs, headings, lists, links, figures and pictures. */
export function RichText({ body, language }: { body: Body; language: string }) {
  return <PortableText value={[...body]} components={componentsIn(language)} />
}
