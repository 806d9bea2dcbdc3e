import { parseFragment } from 'parse5'
import { readCorpus } from './corpus-directory.ts'
import { type CorpusFile, type CorpusSheet, wordsOf } from './expected-sheet.ts'
import { markedUpBlocks } from './marked-up.ts'

interface TranslatedSection {
  readonly heading: string
  readonly format: 'markdown' | 'html'
  readonly body: string
}

interface Translation {
  readonly language: string
  readonly sections: readonly TranslatedSection[]
}

const PUBLISHER = 'U.S. General Services Administration'
const SOURCE = 'vote.gov'

/** One federal page in 16 languages. Its first heading is the title of each sheet. */
export async function translations(directory: string): Promise<CorpusFile> {
  const { languages } = await readCorpus<{ languages: readonly Translation[] }>(directory, 'translations.json')
  return {
    named: [{ type: 'institution', name: PUBLISHER, slug: 'general-services-administration' }],
    sheets: languages.map(toSheet),
  }
}

function toSheet({ language, sections }: Translation): CorpusSheet {
  const [first, ...others] = sections
  if (!first) throw new Error(`The page in ${language} has no section.`)
  const body = ({ format, body: text }: TranslatedSection) => markedUpBlocks(format, text)
  return {
    record: {
      type: 'sheet',
      slug: 'register-to-vote',
      language,
      institution: PUBLISHER,
      summary: 'How to register to vote in the United States: a federal page of 2024 in 16 languages.',
      sources: [{ title: SOURCE, publisher: PUBLISHER, url: 'https://vote.gov/' }],
      versions: [
        {
          issued: '2024',
          title: first.heading,
          sections: [{ body: body(first) }, ...others.map((section) => ({ heading: section.heading, body: body(section) }))],
        },
      ],
    },
    expected: [
      { by: 'words', words: sections.flatMap(({ heading, format, body: text }) => [...wordsOf(heading), ...plainWords(format, text)]) },
    ],
  }
}

/** The words of a text in a markup, found otherwise than by what turns it into blocks. */
function plainWords(format: 'markdown' | 'html', body: string): readonly string[] {
  if (format === 'html') return wordsOf(textContent(parseFragment(body)))
  return wordsOf(body.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/^#+ /gm, ''))
}

function textContent(node: object): string {
  if ('value' in node) return String(node.value)
  return 'childNodes' in node && Array.isArray(node.childNodes) ? node.childNodes.map(textContent).join('') : ''
}
