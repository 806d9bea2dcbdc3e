import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'

const document = z.looseObject({ _id: z.string(), _type: z.string() })
const dataset = z.object({ _type: z.literal('dataset'), _id: z.string(), documents: z.array(document).nullish(), url: z.string() })
const test = z.object({
  _type: z.literal('test'),
  _id: z.string(),
  filename: z.string(),
  query: z.string(),
  params: z.record(z.string(), z.unknown()).nullish(),
  result: z.unknown(),
  valid: z.boolean(),
  version: z.string().optional(),
  features: z.array(z.string()),
  dataset: z.object({ _ref: z.string() }),
})

/** Documents that tests ask for; those of one dataset are not in the suite but at an address. */
export type SuiteDataset = z.infer<typeof dataset>
export type SuiteTest = z.infer<typeof test>

/** The public conformance suite of GROQ, as its own compiler writes it: one dataset or test a line, gzipped or not.
 *  @see https://github.com/sanity-io/groq-test-suite */
export function readSuite(file: string): { readonly datasets: readonly SuiteDataset[]; readonly tests: readonly SuiteTest[] } {
  const bytes = readFileSync(file)
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString()
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => z.discriminatedUnion('_type', [dataset, test]).parse(JSON.parse(line)))
  return { datasets: lines.filter((line) => line._type === 'dataset'), tests: lines.filter((line) => line._type === 'test') }
}

/** The suite where it is kept beside the project, or above it: `shared/conformance/groq.ndjson.gz`. */
export function findSuite(directory: string): string | null {
  const file = join(directory, 'shared', 'conformance', 'groq.ndjson.gz')
  if (existsSync(file)) return file
  return dirname(directory) === directory ? null : findSuite(dirname(directory))
}
