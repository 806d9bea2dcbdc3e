import { PortableText, type PortableTextComponents } from '@portabletext/react'
import type { Body, BodyPicture } from '#sanity/body.ts'
import { linkAddress } from './link-address.ts'
import { Picture } from './picture.tsx'

const components: PortableTextComponents = {
  types: {
    picture: ({ value }: { value: BodyPicture }) => (
      <figure>
        <Picture picture={value} />
      </figure>
    ),
  },
  marks: {
    link: ({ children, value }) => {
      const address = linkAddress(value?.href)
      return address ? <a href={address}>{children}</a> : <>{children}</>
    },
  },
}

/** An editor's running text: paragraphs, headings, lists, links and pictures. */
export function RichText({ body }: { body: Body }) {
  return <PortableText value={[...body]} components={components} />
}
