import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Guarantee } from './count-reporter.ts'
import { ROOT } from './program.ts'
import type { Tally } from './tally.ts'

const PAGE = join(ROOT, 'docs/security/openid.md')

const PREFACE = `# What the site does with answers of OpenID providers

Made from the tests \`tests/integration/relying-party-*.test.ts\` and \`named-issuer*.test.ts\` by \`npm run relying-party\`: each line is a test that drives the site's own
handlers by a provider that does it right or wrong, and that passes. Names that begin with \`oidcc-client-test\` are those of the OpenID
Foundation's conformance suite; the suite itself was not run. \`npm test\` fails when this page and the tests differ.
[accounts.md](../accounts.md) says how each provider is set up, [decisions/0071](../decisions/0071-what-is-checked-beside-the-library.md)
what of this the library does not check.
`

/** The page that lists what the relying-party tests of one run have shown: their titles are "name: what the site does". */
export function renderRelyingParty(guarantees: readonly Guarantee[]): string {
  const sections = [...Map.groupBy(guarantees, ({ subject }) => subject)]
    .toSorted(([one], [other]) => one.localeCompare(other, 'en'))
    .map(([subject, of]) => {
      const rows = [...new Set(of.map(({ title }) => rowOf(title)))].toSorted((one, other) => one.localeCompare(other, 'en'))
      return `\n## ${subject[0]?.toUpperCase()}${subject.slice(1)}\n\n| test | the site |\n| --- | --- |\n${rows.join('')}`
    })
  return `${PREFACE}${sections.join('')}`
}

function rowOf(title: string): string {
  const cut = title.indexOf(': ')
  const name = title.slice(0, cut)
  return `| ${name.startsWith('oidcc-') ? `\`${name}\`` : name} | ${title.slice(cut + 2)} |\n`
}

/** Writes the page anew. */
export async function writeRelyingParty(guarantees: readonly Guarantee[]): Promise<void> {
  await mkdir(dirname(PAGE), { recursive: true })
  await writeFile(PAGE, renderRelyingParty(guarantees))
}

/** Counts as one test whether the page says what this run has shown. */
export async function checkRelyingParty(guarantees: readonly Guarantee[]): Promise<Tally> {
  const isTrue = (await readFile(PAGE, 'utf8')) === renderRelyingParty(guarantees)
  if (!isTrue) console.log('\ndocs/security/openid.md is not what the relying-party tests show. Run: npm run relying-party')
  return { kind: 'relying-party page', passed: isTrue ? 1 : 0, failed: isTrue ? 0 : 1, seconds: 0, notApplicable: [] }
}
