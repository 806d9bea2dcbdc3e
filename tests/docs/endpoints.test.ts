import { expect, test } from 'vitest'
import { ROUTES } from '#lib/content-lake/routes.ts'
import { textOf } from './project-files.ts'

test("Every endpoint stands in the lake's README, by method and path", () => {
  const page = textOf('lib/content-lake/README.md')
  const endpoints = ROUTES.map(({ method, path }) => `\`${method} ${path}\``)
  expect(endpoints.filter((endpoint) => !page.includes(endpoint))).toEqual([])
})
