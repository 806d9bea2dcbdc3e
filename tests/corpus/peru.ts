import { readCorpus } from './corpus-directory.ts'
import type { Part } from './expected-sheet.ts'

interface Section {
  readonly paragraphs?: readonly string[]
  readonly lead?: string
  readonly bullets?: readonly string[]
}

/** What the page of Peru must say from its heading to the end of its text. The source has no heading, so the page has the country's name. */
export async function peruParts(directory: string): Promise<readonly Part[]> {
  const { country, sections } = await readCorpus<{ country: { name: string }; sections: readonly Section[] }>(directory, 'peru-2015.json')
  return [
    { kind: 'h1', text: country.name },
    ...sections.flatMap(({ paragraphs = [], lead, bullets = [] }) => [
      ...paragraphs.map((text) => ({ kind: 'p', text })),
      ...(lead === undefined ? [] : [{ kind: 'p', text: lead }]),
      ...bullets.map((text) => ({ kind: 'bullet 1', text })),
    ]),
  ]
}
