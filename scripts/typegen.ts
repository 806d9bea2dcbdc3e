import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runTypegenGenerate } from '@sanity/codegen'
import { extractSchema } from '@sanity/schema/_internal'
import { createSchema } from 'sanity'
import { schemaTypes } from '#sanity/schema/types.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const OUTPUT = 'sanity/sanity.types.ts'

/** Where the schema goes between its two readings. TypeGen names this path in its output, so it is always the same. */
const SCHEMA = '.build/schema.json'

/** Writes the types of the schema and of every `defineQuery` in `sanity/read` to `path`, relative to the project. */
async function generate(path: string): Promise<void> {
  const extracted = extractSchema(createSchema({ name: 'default', types: schemaTypes }), { enforceRequiredFields: false })
  await mkdir(join(root, '.build'), { recursive: true })
  await writeFile(join(root, SCHEMA), JSON.stringify(extracted))
  const { queriesCount, filesWithErrors } = await runTypegenGenerate({
    workDir: root,
    config: {
      schema: SCHEMA,
      generates: path,
      path: ['./sanity/read/**/*.ts'],
      overloadClientMethods: true,
      formatGeneratedCode: 'oxfmt',
    },
  })
  if (filesWithErrors > 0) throw new Error(`TypeGen could not read the queries of ${filesWithErrors} files.`)
  console.log(`${OUTPUT}: ${queriesCount} queries`)
}

/** Generates beside the committed file and compares. */
async function check(): Promise<void> {
  const fresh = '.build/sanity.types.ts'
  await generate(fresh)
  if ((await readFile(join(root, fresh), 'utf8')) !== (await readFile(join(root, OUTPUT), 'utf8'))) {
    console.error(`${OUTPUT} is not what the schema and the queries say now. Run: npm run typegen`)
    process.exitCode = 1
  }
}

await (process.argv.includes('--check') ? check() : generate(OUTPUT))
