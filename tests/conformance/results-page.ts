import type { Failure } from './run-suite.ts'
import type { SuiteTest } from './suite.ts'

const groups: readonly { readonly title: string; readonly holds: (test: SuiteTest) => boolean }[] = [
  {
    title: 'GROQ 1.0 and later',
    holds: ({ version, filename, features }) => version !== '0.1' && !filename.startsWith('perf/') && features.length === 0,
  },
  { title: 'Geography', holds: ({ features }) => features.includes('geoFunctions') },
  { title: 'Text between wildcards', holds: ({ features }) => features.includes('wildcardMatchSegmentation') },
  { title: 'Portable Text', holds: ({ features }) => features.includes('portableText') },
  { title: 'Functions of a query’s own', holds: ({ features }) => features.includes('customFunctions') },
  { title: 'Releases', holds: ({ features }) => features.includes('contentReleases') },
  { title: 'Movies, whose documents are not in the file', holds: ({ filename }) => filename.startsWith('perf/') },
  { title: 'GROQ 0.1, which 1.0 replaced', holds: ({ version }) => version === '0.1' },
]

const why = {
  absent: 'the documents are not in the file, but at an address',
  old: 'GROQ 0.1 and 1.0 differ here, and the lake speaks 1.0',
  wrong: 'not explained',
} as const

/** The page of the documentation that says what of the suite passes. `plain` are failures that groq-js alone would pass. */
export function resultsPage(tests: readonly SuiteTest[], failures: readonly Failure[], plain: readonly Failure[], date: string): string {
  const failed = new Set(failures.map(({ test }) => test))
  const rows = groups.map(({ title, holds }) => {
    const some = tests.filter(holds)
    return `| ${title} | ${some.length} | ${some.filter((test) => !failed.has(test)).length} |`
  })
  const reasons = Object.entries(why).flatMap(([reason, sentence]) => {
    const count = failures.filter((failure) => failure.reason === reason).length
    return count === 0 ? [] : [`- ${count}: ${sentence}.`]
  })
  const files = Map.groupBy(failures, ({ test }) => test.filename)
  const listed = [...files].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([file, some]) => `| \`${file}\` | ${some.length} |`)
  return `# What the lake answers of the public GROQ suite

Written by \`npm run test:conformance -- FILE\` on ${date}; FILE is [groq-test-suite](https://github.com/sanity-io/groq-test-suite),
compiled. Each test is a query over HTTP to a dataset of the lake, whose analysis of filters finds what is evaluated.

**${tests.length - failures.length} of ${tests.length} tests pass.** Plain \`groq-js\` 2.0 passes 7,579, and does not end in one.

| tests of | there are | pass |
| --- | --- | --- |
${rows.join('\n')}

What fails, and why:

${reasons.join('\n')}

Of these, plain \`groq-js\` passes ${plain.length}.

| file | fail |
| --- | --- |
${listed.join('\n')}
`
}
