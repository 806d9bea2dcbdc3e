import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { evaluate, parse } from 'groq-js'
import { expect, test } from 'vitest'
import type { BoundBlock } from '../bind.ts'
import { type StoredBody, toBody } from '../body.ts'
import { OBSERVATION_FIELDS, toObservations } from '../observation.ts'
import { paragraphsOf } from '../plain-text.ts'
import { readSeed } from './documents.ts'
import { peruBindings } from './peru-bindings.ts'
import type { SeedDocument } from './seed-document.ts'

/** Where the corpus lies when the project is checked out beside it. It is not part of the project. */
const CORPUS_FILE = new URL('../../../shared/content/peru-2015.json', import.meta.url)

/**
 * SHA-256 of the corpus's words, joined with line feeds. The corpus names a hash of the page as it was stored, with its
 * white space, which the parts do not give back; so this one is ours.
 */
const WORDS_SHA256 = '0decc7178cf52b3de6e98763b39cf6b0e4e1db638cfd3f8240e7085408379c7e'

interface Corpus {
  banner: { print_label: string; seal: string; department: string; motto: string }
  sections: { paragraphs?: string[]; lead?: string; bullets?: string[] }[]
  account_box: { paragraphs: string[] }
}

interface PeruSheet {
  readonly sections: readonly { readonly body: readonly BoundBlock[] }[]
  readonly results: { readonly items: readonly { readonly body: readonly BoundBlock[] }[] }
}

/** What runs of text say, with their figures as words. */
async function wordsIn(documents: readonly SeedDocument[]): Promise<(blocks: unknown) => readonly string[]> {
  const tree = parse(`*[_type == "observation"]{${OBSERVATION_FIELDS}}`)
  const answers: unknown[] = await (await evaluate(tree, { dataset: documents })).get()
  const observations = new Map(toObservations(answers).map((found) => [found.id, found]))
  return (blocks) => paragraphsOf(toBody(blocks as StoredBody, observations), 'en')
}

/** The words that the seed puts on the Peru sheet, in the order of the page. "Back to Top" is the interface's. */
async function seedWords(): Promise<string[]> {
  const { documents } = await readSeed()
  const textOf = await wordsIn(documents)
  const find = (id: string): SeedDocument => {
    const document = documents.find((candidate) => candidate._id === id)
    if (!document) throw new Error(`The seed has no ${id}`)
    return document
  }
  const sheet = find('fact-sheet-peru')
  const institution = find('institution')
  const sections = sheet.sections as readonly { heading?: string; body: unknown }[]
  const results = sheet.results as { lead: string; items: readonly { body: unknown }[] }
  return [
    String(institution.printLabel),
    (institution.seal as { alt: string }).alt,
    String(institution.name),
    String(institution.motto),
    ...sections.flatMap((section) => [...(section.heading ? [section.heading] : []), ...textOf(section.body)]),
    results.lead,
    ...results.items.flatMap((item) => textOf(item.body)),
    ...textOf(find('settings').accountBox),
  ]
}

test('The seed holds the words of the Peru sheet, by their hash', async () => {
  const words = await seedWords()
  expect(words).toHaveLength(14)
  expect(createHash('sha256').update(words.join('\n')).digest('hex')).toBe(WORDS_SHA256)
})

test('The seed holds every word of the corpus, exactly and in order', async (context) => {
  if (!existsSync(CORPUS_FILE)) {
    context.skip('not applicable: the corpus is not beside the project (../shared/content/peru-2015.json)')
  }
  const corpus = JSON.parse(readFileSync(CORPUS_FILE, 'utf8')) as Corpus
  const { print_label, seal, department, motto } = corpus.banner
  expect(await seedWords()).toEqual([
    print_label,
    seal,
    department,
    motto,
    ...corpus.sections.flatMap(({ paragraphs, lead, bullets }) => [...(paragraphs ?? []), ...(lead ? [lead] : []), ...(bullets ?? [])]),
    ...corpus.account_box.paragraphs,
  ])
})

test('Every number of the Peru sheet is a figure, part of a claim, or marked as neither', async () => {
  const { documents } = await readSeed()
  const sheet = documents.find(({ _id }) => _id === 'fact-sheet-peru') as unknown as PeruSheet
  const bodies = [...sheet.sections, ...sheet.results.items].map(({ body }) => body)
  const children = bodies.flatMap((body) => body.flatMap((block) => block.children))
  expect(children.filter(({ text = '', marks = [] }) => marks.length === 0 && /\d/.test(text))).toEqual([])
  const counts = Object.groupBy(peruBindings, ({ tie }) => tie._type)
  expect([counts.figure?.length, counts.claim?.length, counts.unbound?.length]).toEqual([10, 2, 10])
  expect(children.filter(({ _type }) => _type === 'figure')).toHaveLength(10)
})

test('Every reference in the seed leads to a document of the seed, and every id is used once', async () => {
  const { documents, pictures } = await readSeed()
  const ids = documents.map((document) => document._id)
  expect(new Set(ids).size).toBe(ids.length)
  const targets = [...JSON.stringify(documents).matchAll(/"_ref":"([^"]+)"/g)].map((match) => match[1])
  expect(targets.length).toBeGreaterThan(0)
  for (const target of targets) expect([...ids, ...pictures.map((picture) => picture.id)]).toContain(target)
})

test.each(['es', 'ar'])('Each English question and page has its counterpart in %s, at the same address', async (language) => {
  const { documents } = await readSeed()
  const written = documents.filter((document) => document._type === 'page' || document._type === 'faqEntry')
  const english = written.filter((document) => document.language === 'en')
  for (const document of english) {
    const counterpart = written.find((candidate) => candidate._id === `${document._id}-${language}`)
    expect(counterpart).toMatchObject({ language, ...(document.slug ? { slug: document.slug } : { order: document.order }) })
  }
  expect(written.filter((document) => document.language === language)).toHaveLength(english.length)
})
