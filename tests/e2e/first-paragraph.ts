import type { SanityClient } from '@sanity/client'

interface Sheet {
  readonly sections: readonly { readonly body: readonly { readonly children: readonly { readonly text: string }[] }[] }[]
}

/** The first words of the Peru sheet, up to its first figure, and the last ones of that paragraph, with a patch that puts others in their place. */
export async function firstParagraph(content: SanityClient) {
  const sheet = await content.getDocument<Sheet & Record<string, unknown>>('fact-sheet-peru')
  const spans = sheet?.sections[0]?.body[0]?.children ?? []
  const [before, end] = [spans.at(0)?.text ?? '', spans.at(-1)?.text ?? '']
  const change = (text: string, last = end) => ({
    set: { 'sections[0].body[0].children[0].text': text, 'sections[0].body[0].children[-1].text': last },
  })
  return { before, end, change }
}
