import type { SanityClient } from '@sanity/client'

/** A published fact sheet that only one test knows of. */
export interface OwnSheet {
  readonly id: string
  /** Its address. */
  readonly path: string
  /** What to set to make its paragraphs these. */
  saying(...paragraphs: readonly string[]): { readonly set: Readonly<Record<string, unknown>> }
}

let made = 0

/** Publishes a fact sheet with `paragraphs`. `name` is a word that no other test uses. */
export async function publishOwnSheet(content: SanityClient, name: string, ...paragraphs: readonly string[]): Promise<OwnSheet> {
  made += 1
  const slug = `${name}-${process.pid}-${made}`
  const id = `sheet-${slug}`
  const saying = (...texts: readonly string[]) => ({ set: { sections: [{ _key: 'one', _type: 'section', body: texts.map(toBlock) }] } })
  await content.create({
    _id: id,
    _type: 'factSheet',
    title: name,
    language: 'en',
    slug: { _type: 'slug', current: slug },
    ...saying(...paragraphs).set,
  })
  return { id, path: `/fact-sheets/${slug}`, saying }
}

function toBlock(text: string) {
  return {
    _key: text.replaceAll(/\W/g, ''),
    _type: 'block',
    style: 'normal',
    markDefs: [],
    children: [{ _key: 'c', _type: 'span', text, marks: [] }],
  }
}
