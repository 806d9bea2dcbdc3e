import { expect, test } from 'vitest'
import { environmentSchema } from '#lib/env.ts'
import { textOf } from './project-files.ts'

/** Rows of the settings' tables: `| \`NAME\` | … |`. */
const rows = new Map(
  [...textOf('docs/operations.md').matchAll(/^\| `([A-Z][A-Z0-9_]+)` \|(.*)$/gm)].map(([, name = '', rest = '']) => [name, rest]),
)

test('docs/operations.md describes every setting in the words that the program prints', () => {
  const settings = Object.entries(environmentSchema.shape)
  const absent = settings.filter(([name, setting]) => !rows.get(name)?.includes(setting.description?.replaceAll('|', '\\|') ?? name))
  expect(absent.map(([name, { description }]) => `| \`${name}\` | ${description} |`)).toEqual([])
})

test('docs/operations.md describes no setting that is not there', () => {
  expect([...rows.keys()].filter((name) => !(name in environmentSchema.shape))).toEqual([])
})
