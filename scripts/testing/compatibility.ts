import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Guarantee } from './count-reporter.ts'
import { ROOT } from './program.ts'
import type { Tally } from './tally.ts'

const PAGE = join(ROOT, 'docs/compatibility.md')

const PREFACE = `# What the Content Lake keeps of Sanity's API

Made from the contract tests by \`npm run compatibility\`: each line is the title of a test that drives the lake, most of them by the
unmodified \`@sanity/client\`, and that passes. \`npm test\` fails when this page and the tests differ.
`

/** The page that lists what `guarantees`, the contract tests of one run, have shown, by subject. */
export function renderCompatibility(guarantees: readonly Guarantee[]): string {
  const subjects = Map.groupBy(guarantees, ({ subject }) => subject)
  const sections = [...subjects]
    .toSorted(([one], [other]) => one.localeCompare(other, 'en'))
    .map(([subject, of]) => {
      const titles = [...new Set(of.map(({ title }) => title))].toSorted((one, other) => one.localeCompare(other, 'en'))
      return `\n## ${subject[0]?.toUpperCase()}${subject.slice(1)}\n\n${titles.map((title) => `- ${escaped(title)}\n`).join('')}`
    })
  return `${PREFACE}${sections.join('')}`
}

/** A title as Markdown reads it: what looks like markup is text. */
function escaped(title: string): string {
  return title.replaceAll(/[\\*_<>[\]`|]/g, String.raw`\$&`)
}

export async function writeCompatibility(guarantees: readonly Guarantee[]): Promise<void> {
  await writeFile(PAGE, renderCompatibility(guarantees))
}

/** Counts as one test whether the page says what this run has shown. */
export async function checkCompatibility(guarantees: readonly Guarantee[]): Promise<Tally> {
  const isTrue = (await readFile(PAGE, 'utf8')) === renderCompatibility(guarantees)
  if (!isTrue) console.log('\ndocs/compatibility.md is not what the contract tests show. Run: npm run compatibility')
  return { kind: 'compatibility page', passed: isTrue ? 1 : 0, failed: isTrue ? 0 : 1, seconds: 0, notApplicable: [] }
}
